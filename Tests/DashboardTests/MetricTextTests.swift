import Dashboard
import Domain
import Testing

struct MetricTextTests {
    @Test(arguments: [
        (0.6121, ".612"), (1, "1.000"), (-0.0304, "-.030"), (0, ".000"), (Double.nan, "n/a"), (.infinity, "n/a"),
        (-0.0001, ".000"),
    ])
    func writesSharesWithoutALeadingZero(value: Double, text: String) {
        #expect(MetricText.share(value) == text)
    }

    @Test(arguments: [
        (0.5, ".500"), (3.214, "3.21"), (21.44, "21.4"), (214.3, "214"), (1_744, "1,744"), (-1_234_567, "-1,234,567"),
    ])
    func writesAmountsWithAboutThreeDigits(value: Double, text: String) {
        #expect(MetricText.amount(value) == text)
    }

    @Test(arguments: [(0.4, ".4"), (2, "2"), (12.25, "12.25"), (0, "0"), (100, "100"), (0.001, "0")])
    func writesShortNumbersWithoutZerosAtTheEnd(value: Double, text: String) {
        #expect(MetricText.short(value) == text)
    }

    @Test(arguments: [(25.0, "25 %"), (2.54, "2.5 %"), (100, "100 %"), (99.96, "100 %")])
    func writesPercentWithAtMostOnePlace(value: Double, text: String) {
        #expect(MetricText.percent(value) == text)
    }

    @Test(arguments: [(0.034, "34 ms"), (2.1, "2.1 s"), (61.25, "61.3 s")])
    func writesDurations(value: Double, text: String) {
        #expect(MetricText.seconds(value) == text)
    }

    @Test func writesEachMetricInItsTasksWay() {
        #expect(MetricText.metric(0.803, .classification(classes: ["no", "yes"])) == ".803")
        #expect(MetricText.metric(214.3, .regression) == "214")
        #expect(MetricText.metric(nil, .regression) == "n/a")
    }
}
