import Testing

@testable import Learning

struct DistrustReasonTests {
    @Test(arguments: [
        (
            DistrustReason.fewReferenceRows(found: 40, needed: 500),
            "the reference has 40 rows with labels, 500 are needed"
        ),
        (.fewCurrentRows(found: 7, needed: 200), "the estimate has 7 rows, 200 are needed"),
        (
            .miscalibrated(error: 0.0812, limit: 0.05),
            "calibrated probabilities are off by 8.1 % on the reference, 5.0 % is allowed"
        ),
        (
            .scoresOutside(share: 0.25, limit: 0.02),
            "25.0 % of the scores are outside the reference's range, 2.0 % is allowed"
        ),
        (.scoreShift(stability: 0.734, limit: 0.5), "the scores' stability index is 0.73, 0.5 is allowed"),
        (
            .columnShift(column: "amount", stability: 0.9, columns: 1, limit: 0.5),
            "the stability index of column amount is 0.9, 0.5 is allowed"
        ),
        (
            .columnShift(column: "amount", stability: 0.9, columns: 3, limit: 0.5),
            "the stability index of column amount is 0.9, 0.5 is allowed; 3 columns are beyond it"
        ),
        (
            .conceptDrift(estimated: 0.8, realised: 0.551, deviations: 6.234, rows: 300),
            "on 300 rows with labels the accuracy is 55.1 %, the estimate said 80.0 %: 6.23 standard deviations apart"
        ),
        (
            .errorDrift(estimated: 211.5, realised: 300.251, deviations: 4, rows: 300),
            "on 300 rows with labels the mean error is 300.25, the estimate said 211.5: 4.0 standard deviations apart"
        ),
    ])
    func saysWhatWasFoundAndWhatIsAllowed(reason: DistrustReason, text: String) {
        #expect(reason.description == text)
    }
}
