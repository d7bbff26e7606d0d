import Domain
import Testing

@testable import flywheel

/// Malformed and unusual files: each with the rows that come of it.
struct CSVTableTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var bytes: [UInt8]
        var rows: [String]

        init(_ name: String, _ bytes: [UInt8], _ rows: [String]) {
            testDescription = name
            self.bytes = bytes
            self.rows = rows
        }

        init(_ name: String, _ text: String, _ rows: [String]) {
            self.init(name, Array(text.utf8), rows)
        }
    }

    private static let head = "time,price,kind,is_open,y\n"
    private static let day = "2020-05-01T00:00:00"
    private static let plain = "1 \(day)Z 1.0 a true"
    private static let openQuote = "1 unreadable: an open quote: 2020-05-01T00:00:00,1,\"a,true,1"

    static let cases: [Case] = [
        Case("plain", "\(head)\(day),1,a,true,1\n", [plain]),
        Case("byte order mark", "\u{FEFF}\(head)\(day),1,a,true,1\n", [plain]),
        Case("byte order mark before a quote", "\u{FEFF}\"time\",price,kind,is_open,y\n\(day),1,a,true,1\n", [plain]),
        Case("carriage returns", "time,price,kind,is_open,y\r\n\(day),1,a,true,1\r\n", [plain]),
        Case("blank lines", "\(head)\n\r\n\(day),1,a,true,1\n\n", [plain]),
        Case("no line end at the end", "\(head)\(day),1,a,true,1", [plain]),
        Case("quotes", "\(head)\(day),\"1\",\"a\",\"true\",\"1\"\n", [plain]),
        Case(
            "quoted comma, quote and line end", "\(head)\(day),1,\"a,\"\"\nb\",true,1\n", ["1 \(day)Z 1.0 a,\"\nb true"]
        ),
        Case("quote inside an unquoted field", "\(head)\(day),1,5\" pipe,true,1\n", ["1 \(day)Z 1.0 5\" pipe true"]),
        Case("header only", head, []),
        Case("wrong types", "\(head)\(day),one,a,maybe,1\n", ["1 \(day)Z malformed(one) a malformed(maybe)"]),
        Case(
            "nan and infinity", "\(head)\(day),nan,a,1,1\n\(day),-inf,a,0,1\n\(day),1e999,a,0,1\n",
            [
                "1 \(day)Z malformed(nan) a true", "2 \(day)Z malformed(-inf) a false",
                "3 \(day)Z malformed(1e999) a false",
            ]),
        Case(
            "hexadecimal and blanks", "\(head)\(day),0x10,a,1,1\n\(day), 1,a,1,1\n",
            ["1 \(day)Z malformed(0x10) a true", "2 \(day)Z malformed( 1) a true"]),
        Case("missing values", "\(head)\(day),,,,\n", ["1 \(day)Z missing missing missing"]),
        Case("too few fields", "\(head)\(day),1,a\n", ["1 unreadable: 3 fields instead of 5: \(day),1,a"]),
        Case(
            "too many fields", "\(head)\(day),1,a,true,1,2\n",
            ["1 unreadable: 6 fields instead of 5: \(day),1,a,true,1,2"]),
        Case("bad time", "\(head)yesterday,1,a,true,1\n", ["1 no time 1.0 a true"]),
        Case("no time", "\(head),1,a,true,1\n", ["1 no time 1.0 a true"]),
        Case(
            "out of order", "\(head)2020-05-02,1,a,true,1\n2020-05-01,1,a,true,1\n",
            ["1 2020-05-02T00:00:00Z 1.0 a true", "2 2020-05-01T00:00:00Z 1.0 a true"]),
        Case("twice the same row", "\(head)\(day),1,a,true,1\n\(day),1,a,true,1\n", [plain, "2 \(day)Z 1.0 a true"]),
        Case("open quote at the end", "\(head)\(day),1,\"a,true,1\n", [openQuote]),
        Case(
            "bytes that are not UTF-8",
            Array("\(head)\(day),1,".utf8) + [0xe9] + Array(",true,1\n\(day),1,a,true,1\n".utf8),
            ["1 unreadable: not UTF-8: \(day),1,\u{FFFD},true,1", "2 \(day)Z 1.0 a true"]),
        Case(
            "cut in the middle of a row", "\(head)\(day),1,a,true,1\n\(day),1",
            [plain, "2 unreadable: 2 fields instead of 5: \(day),1"]),
        Case(
            "open quote before good rows", "\(head)\(day),1,\"a,true,1\n\(day),1,a,true,1\n\(day),2,a,true,1\n",
            [openQuote, "2 \(day)Z 1.0 a true", "3 \(day)Z 2.0 a true"]),
        Case(
            "columns without names that nobody asks for", ",time,price,kind,is_open,y,\n0,\(day),1,a,true,1,\n", [plain]
        ),
        Case("null bytes", "\(head)\(day),1,a\0b,true,1\n", ["1 \(day)Z 1.0 a\0b true"]),
    ]

    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    @Test(arguments: cases)
    func readsWhatIsThere(_ example: Case) throws {
        let file = try folder.write(example.bytes, to: "data.csv")
        var source = try CSVReplaySource(.replay(file), endOfData: .releasesLabels, resumingAt: nil)

        let items = try source.next(rows: 100, until: nil).items

        #expect(items.compactMap(Self.text) == example.rows)
    }

    private static func text(_ item: SourceItem) -> String? {
        guard case .row(let row) = item else { return nil }
        if let reason = row.unreadable { return "\(row.number) unreadable: \(reason)" }
        let values = row.values.map { value in
            if case .malformed(let text) = value { return "malformed(\(text))" }
            return value.description
        }
        return ([row.number.description, row.time?.description ?? "no time"] + values).joined(separator: " ")
    }

    @Test func givesUpOnAFieldThatNeverEnds() throws {
        let huge = String(repeating: "x", count: 3_000_000)
        let file = try folder.write(
            "\(Self.head)\(Self.day),1,\"\(huge)\",true,1\n\(Self.day),1,a,true,1\n", to: "data.csv")
        var source = try CSVReplaySource(.replay(file), endOfData: .releasesLabels, resumingAt: nil)

        let rows = try source.next(rows: 100, until: nil).items.compactMap(Self.text)

        #expect(rows.count >= 2)
        #expect(rows.first?.hasPrefix("1 unreadable: longer than 1048576 bytes: 2020-05-01T00:00:00,1,\"xxx") == true)
        #expect(rows.last?.hasSuffix("2020-05-01T00:00:00Z 1.0 a true") == true)
    }

    @Test(arguments: [
        ("", "empty; a header line is needed"),
        ("\n\n", "empty; a header line is needed"),
        ("time,price,price,kind,is_open,y\n", "1: column price is named twice; rename one"),
        ("time,kind,is_open,y\n", "1: there is no column price; run `flywheel check`"),
    ])
    func refusesAHeaderThatNamesNoTable(text: String, reason: String) throws {
        let file = try folder.write(text, to: "data.csv")

        let error = #expect(throws: SourceError.self) {
            try CSVReplaySource(.replay(file), endOfData: .releasesLabels, resumingAt: nil)
        }

        let separator = reason.first?.isNumber == true ? ":" : ": "
        #expect(error?.description == "\(file)\(separator)\(reason)")
    }

    @Test func refusesAHeaderThatIsNotUTF8() throws {
        let file = try folder.write([0xff, 0x2c, 0x61, 0x0a], to: "data.csv")

        let error = #expect(throws: SourceError.self) { try CSVTable.header(of: file) }

        #expect(error?.description == "\(file):1: not UTF-8; save the file as UTF-8")
    }

    @Test func refusesAFileThatIsNotThere() throws {
        let error = #expect(throws: SourceError.self) { try CSVTable.header(of: "\(folder.path)/nowhere.csv") }

        #expect(
            error?.description == "\(folder.path)/nowhere.csv: cannot be opened; check that it exists and may be read")
    }
}
