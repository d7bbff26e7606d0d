import Domain
import Testing

@testable import Engine

struct BatchVerdictTests {
    private var batch = BatchVerdict()

    @Test mutating func judgesOnlyAFullBatchAndStartsAnew() {
        let rules = ValidationDefinition(batchRows: 3)

        let findings = (1...6).map { add($0, under: rules) }

        #expect(findings.map { $0?.rows } == [nil, nil, 1...3, nil, nil, 4...6])
        #expect(findings.compactMap { $0 }.map(\.cause) == [nil, nil])
        #expect(findings.compactMap { $0 }.map(\.count) == [3, 3])
    }

    @Test(arguments: [(1, nil), (2, nil), (3, .quarantined)] as [(Int64, BatchVerdict.Finding.Cause?)])
    mutating func blocksABatchWithTooManyQuarantinedRows(bad: Int64, cause: BatchVerdict.Finding.Cause?) {
        let rules = ValidationDefinition(batchRows: 10, quarantineShare: 0.2)

        let finding = (1...10).compactMap { add($0, isQuarantined: $0 <= bad, under: rules) }.first

        #expect(finding?.cause == cause)
        #expect(finding?.quarantined == Int(bad))
        #expect(finding?.value == Double(bad) / 10)
        #expect(finding?.bound == 0.2)
    }

    @Test mutating func blocksABatchWithTooManyMissingCells() {
        let rules = ValidationDefinition(batchRows: 4, missingShare: 0.25)
        let full: [FieldValue] = [.number(1), .number(2)]
        let half: [FieldValue] = [.number(1), .missing]

        let passes = [full, full, half, half].enumerated().compactMap { add(Int64($0), values: $1, under: rules) }
        let blocked = [full, half, half, half].enumerated().compactMap { add(Int64($0), values: $1, under: rules) }

        #expect(passes.map(\.cause) == [nil])
        #expect(blocked.map(\.cause) == [.missing])
        #expect(blocked.map(\.value) == [0.375])
    }

    @Test(arguments: [(10, .volume), (20, nil), (40, nil), (41, .volume)] as [(Int, BatchVerdict.Finding.Cause?)])
    mutating func blocksABatchThatCameTooFastOrTooSlowly(hours: Int, cause: BatchVerdict.Finding.Cause?) {
        let rules = ValidationDefinition(batchRows: 2, batchSpan: .hours(20) ... .hours(40))

        _ = add(1, hour: 0, under: rules)
        let finding = add(2, hour: hours, under: rules)

        #expect(finding?.cause == cause)
        if cause != nil {
            #expect(finding?.value == Double(hours))
            #expect(finding?.bound == (hours < 20 ? 20 : 40))
        }
    }

    @Test mutating func spansTheNumbersOfRowsThatCameOutOfOrder() {
        let rules = ValidationDefinition(batchRows: 3)

        let findings = [Int64(8), 5, 6].compactMap { add($0, under: rules) }

        #expect(findings.map(\.rows.upperBound) == [8])
    }

    private mutating func add(
        _ number: Int64, isQuarantined: Bool = false, values: [FieldValue] = [.number(0)], hour: Int = 0,
        under rules: ValidationDefinition
    ) -> BatchVerdict.Finding? {
        let row = SourceRow(number: number, time: Timestamp(rawValue: 0) + .hours(hour), unit: nil, values: values)
        return batch.add(row, isQuarantined: isQuarantined, under: rules)
    }
}
