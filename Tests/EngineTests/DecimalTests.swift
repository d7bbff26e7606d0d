import Domain
import Testing

@testable import Engine

struct DecimalTests {
    @Test(arguments: [
        (0.0, 3, "0.000"), (0.6125, 3, "0.613"), (-0.6125, 3, "-0.613"), (0.0004, 3, "0.000"), (-0.0004, 3, "0.000"),
        (-0.0, 1, "0.0"), (1.005, 1, "1.0"), (9.99, 1, "10.0"), (12.5, 0, "13"), (-12.5, 0, "-13"), (0.4, 0, "0"),
        (123_456_789, 4, "123456789.0000"), (0.05, 1, "0.1"), (999_999_999_999, 3, "999999999999.000"),
        (1e12, 3, "n/a"), (.nan, 3, "n/a"), (.infinity, 0, "n/a"), (-.infinity, 2, "n/a"),
    ])
    func writesAFixedNumberOfDecimals(value: Double, decimals: Int, text: String) {
        #expect(Decimal.fixed(value, decimals) == text)
    }

    @Test func writesTheLeadingMetricOfATask() {
        #expect(Decimal.metric(0.8765, of: .classification(classes: ["a", "b"])) == "0.877")
        #expect(Decimal.metric(341.26, of: .regression) == "341.3")
        #expect(Decimal.metric(nil, of: .regression) == "n/a")
    }
}
