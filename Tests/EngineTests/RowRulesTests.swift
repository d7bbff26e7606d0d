import Domain
import Testing

@testable import Engine

struct RowRulesTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var name: String
        var row: SourceRow
        var violation: RowRules.Violation?

        var testDescription: String { name }
    }

    private static let newest = Timestamp(rawValue: 3_600_000)

    private static let rules = RowRules(
        PipelineDefinition(
            name: PipelineName(rawValue: "p"), task: .regression,
            source: SourceDefinition(file: "", timeColumn: "at", targetColumn: "y"),
            columns: [
                Column(name: "price", kind: .number, range: -1...10, mayBeMissing: false),
                Column(name: "kind", kind: .category, allowed: ["a", "b", "c", "d", "e", "f"]),
                Column(name: "open", kind: .boolean), Column(name: "due", kind: .time),
            ],
            labels: LabelDefinition(delay: .zero, horizon: .days(1)),
            validation: ValidationDefinition(lateness: .minutes(10))))

    static let cases: [Case] = [
        Case("a valid row", row()),
        Case("both ends of a range", row(price: .number(-1))),
        Case("empty where that is allowed", row(kind: .missing, open: .missing, due: .missing)),
        Case("as late as is allowed", row(minute: 50)),
        Case(
            "a line that could not be split",
            SourceRow(number: 1, time: nil, unit: nil, values: [], unreadable: "3 fields, 6 expected"),
            .unreadable, "", "3 fields, 6 expected", "4 columns and the label"),
        Case(
            "no time", SourceRow(number: 1, time: nil, unit: nil, values: row().values), .type, "at",
            "missing or malformed", "a date and time"),
        Case(
            "too late", row(minute: 49), .outOfOrder, "at", "1970-01-01T00:49:00Z", "not before 1970-01-01T00:50:00Z"),
        Case(
            "too few values", SourceRow(number: 1, time: newest, unit: nil, values: [.number(1)]), .unreadable, "",
            "1 values", "4 columns"),
        Case("a missing number", row(price: .missing), .missing, "price", "missing", "a number"),
        Case("a number that is none", row(price: .malformed("1,5")), .type, "price", "1,5", "a number"),
        Case("text for a number", row(price: .category("x")), .type, "price", "x", "a number"),
        Case("above the range", row(price: .number(10.5)), .range, "price", "10.5", "-1.0 to 10.0"),
        Case("not finite", row(price: .number(.infinity)), .range, "price", "inf", "a finite number"),
        Case("not a number", row(price: .number(.nan)), .range, "price", "nan", "a finite number"),
        Case("a category of no set", row(kind: .category("z")), .set, "kind", "z", "one of a, b, c, d, e, …"),
        Case("a number for a flag", row(open: .number(1)), .type, "open", "1.0", "a boolean"),
        Case("a malformed time", row(due: .malformed("soon")), .type, "due", "soon", "a time"),
        Case(
            "the first of two", row(price: .number(99), kind: .category("z")), .range, "price", "99.0", "-1.0 to 10.0"),
    ]

    @Test(arguments: cases)
    func namesTheFirstRuleThatARowBreaks(_ example: Case) {
        #expect(Self.rules.violation(of: example.row, newest: Self.newest) == example.violation)
    }

    @Test func takesAnyTimeForTheFirstRow() {
        #expect(Self.rules.violation(of: Self.row(minute: -9_999), newest: nil) == nil)
    }

    private static func row(
        minute: Int = 60, price: FieldValue = .number(10), kind: FieldValue = .category("f"),
        open: FieldValue = .flag(true), due: FieldValue = .time(newest)
    ) -> SourceRow {
        SourceRow(
            number: 1, time: Timestamp(rawValue: 0) + .minutes(minute), unit: nil, values: [price, kind, open, due])
    }
}

extension RowRulesTests.Case {
    fileprivate init(_ name: String, _ row: SourceRow) {
        self.init(name: name, row: row, violation: nil)
    }

    fileprivate init(
        _ name: String, _ row: SourceRow, _ rule: QuarantinedRow.Rule, _ column: String, _ value: String,
        _ bound: String
    ) {
        self.init(
            name: name, row: row,
            violation: RowRules.Violation(rule: rule, column: column, value: value, bound: bound))
    }
}
