import Domain
import Testing

@testable import Learning

/// Datasets to bytes and back, and what comes of bytes that are none.
struct DatasetFileTests {
    private let columns = SimpleStream.columns

    private func decode(_ bytes: [UInt8]) throws -> [LabelledEvent] {
        try bytes.withUnsafeBytes { try DatasetFile.decode($0) }
    }

    /// Every kind of value in the first column, with and without a unit.
    private var oddRows: [LabelledEvent] {
        let cells: [FieldValue] = [
            .missing, .number(-0.0), .number(.greatestFiniteMagnitude), .category(""), .category("Ärger, \"x\"\n"),
            .flag(true), .flag(false), .time(Timestamp(rawValue: -1)), .malformed("1,5"),
        ]
        return cells.enumerated().map { index, cell in
            let event = Event(
                id: Int64.max - Int64(index), time: Timestamp(rawValue: Int64.min + Int64(index)),
                unit: index % 2 == 0 ? "" : nil, values: [cell], lags: [Double(index)])
            return LabelledEvent(event: event, truth: .number(Double(index) - 3.25))
        }
    }

    @Test(arguments: [LearningTask.classification(classes: ["x", "y"]), .regression])
    func givesBackWhatWasWritten(task: LearningTask) throws {
        let rows = SimpleStream(task: task, count: 200).rows

        let read = try decode(DatasetFile.encode(rows, columns: columns))

        #expect(read.map(\.truth) == rows.map(\.truth))
        #expect(read.map(\.event.id) == rows.map(\.event.id))
        #expect(read.map(\.event.time) == rows.map(\.event.time))
        #expect(read.map(\.event.unit) == rows.map(\.event.unit))
        #expect(read.map(\.event.values) == rows.map(\.event.values))
        #expect(read.map { $0.event.lags.map(\.bitPattern) } == rows.map { $0.event.lags.map(\.bitPattern) })
    }

    @Test func givesBackEveryKindOfValue() throws {
        let column = [Column(name: "odd", kind: .category)]

        let read = try decode(DatasetFile.encode(oddRows, columns: column))

        #expect(read == oddRows)
    }

    @Test func givesBackNumbersToTheLastBit() throws {
        let numbers = [0.1 + 0.2, -1e300, .leastNonzeroMagnitude, 1 / 3.0, -0.0]
        let rows = numbers.map { number in
            let event = Event(id: 1, time: Timestamp(rawValue: 0), unit: nil, values: [.number(number)], lags: [number])
            return LabelledEvent(event: event, truth: .number(number))
        }

        let read = try decode(DatasetFile.encode(rows, columns: [Column(name: "x", kind: .number)]))

        #expect(read.map(\.truth.number.bitPattern) == numbers.map(\.bitPattern))
        #expect(read.map(\.event.lags[0].bitPattern) == numbers.map(\.bitPattern))
    }

    @Test func keepsANumberThatIsNone() throws {
        let event = Event(id: 1, time: Timestamp(rawValue: 0), unit: nil, values: [.number(.signalingNaN)], lags: [])
        let rows = [LabelledEvent(event: event, truth: .number(1))]

        let read = try decode(DatasetFile.encode(rows, columns: [Column(name: "x", kind: .number)]))

        guard case .number(let value) = try #require(read.first).event.values[0] else {
            Issue.record("not a number's cell")
            return
        }
        #expect(value.isNaN)
    }

    @Test func givesBackNoRowsAtAll() throws {
        let read = try decode(DatasetFile.encode([], columns: columns))

        #expect(read.isEmpty)
    }

    @Test func givesTheSameBytesTwice() throws {
        let rows = SimpleStream(task: .regression, count: 100).rows

        let (first, second) = try (
            DatasetFile.encode(rows, columns: columns), DatasetFile.encode(rows, columns: columns)
        )

        #expect(first == second)
    }

    @Test func refusesAFileCutOffAtAnyByte() throws {
        let bytes = try DatasetFile.encode(oddRows, columns: [Column(name: "odd", kind: .category)])

        for length in 0..<bytes.count {
            #expect(throws: DatasetFormatError.self) { try decode(Array(bytes[..<length])) }
        }
        #expect(throws: DatasetFormatError.self) { try decode(bytes + [0]) }
    }

    /// A changed payload may still be a dataset; it must never be a crash or an endless read.
    @Test(arguments: [0, 1, 0x7f, 0xff] as [UInt8])
    func survivesAnyChangedByte(value: UInt8) throws {
        let bytes = try DatasetFile.encode(
            SimpleStream(task: .classification(classes: ["x", "y"]), count: 6).rows, columns: columns)
        var refused = 0

        for index in bytes.indices {
            var changed = bytes
            changed[index] = value
            do {
                _ = try decode(changed)
            } catch {
                refused += 1
            }
        }

        #expect(refused > 40, "at least the magic words, counts and tags")
    }

    @Test func saysWhatIsWrong() throws {
        var bytes = try DatasetFile.encode(oddRows, columns: [Column(name: "odd", kind: .category)])

        #expect(throws: DatasetFormatError("not a dataset of this program")) {
            try decode(Array("{\"format\":1}".utf8))
        }
        bytes[8] = 9
        #expect(throws: DatasetFormatError("dataset version 9, this program reads 1")) { try decode(bytes) }
    }

    @Test func refusesRowsOfDifferentShapes() {
        var rows = SimpleStream(task: .regression, count: 3).rows
        rows[2].event.lags = []

        #expect(throws: DatasetFormatError("row 2 has 5 values and 0 lags, not 5 and 2 with the labels of one kind")) {
            try DatasetFile.encode(rows, columns: columns)
        }
    }
}
