import Domain
import Testing

@testable import Tracking

struct RowCodecTests {
    static let values: [FieldValue] = [
        .missing, .number(0), .number(-1.5e300), .number(.infinity), .number(.leastNonzeroMagnitude), .category(""),
        .category("Straße, \"quoted\"\n🚲"), .flag(true), .flag(false), .time(Timestamp(rawValue: 1_588_291_200_000)),
        .time(Timestamp(rawValue: -1)), .malformed("12,5"), .category(String(repeating: "x", count: 300)),
    ]

    static let outputs: [Output] = [
        .probabilities([]), .probabilities([0.25, 0.75]), .value(-0.0), .value(1e-300), .quantilePath([]),
        .quantilePath([[0.1, 0.5, 0.9], [], [-1]]), .ranking([]), .ranking([3, 0, 2_000_000]),
    ]

    @Test(arguments: values)
    func readsEachValueBack(_ value: FieldValue) throws {
        var writer = RowCodec()
        writer.append(value)

        var reader = RowCodec(reading: writer.bytes)

        #expect(try reader.value() == value)
    }

    @Test func readsNotANumberBackBitForBit() throws {
        let odd = Double(bitPattern: 0x7ff8_0000_0000_1234)
        var writer = RowCodec()
        writer.append(FieldValue.number(odd))

        var reader = RowCodec(reading: writer.bytes)

        guard case .number(let read) = try reader.value() else { throw RowCodec.Damaged() }
        #expect(read.bitPattern == odd.bitPattern)
    }

    @Test(arguments: [nil, "", "user-7", "Ω"] as [String?])
    func readsAnEventBack(unit: String?) throws {
        let event = Event(
            id: 7, time: Timestamp(rawValue: 99), unit: unit, values: Self.values, lags: [1, -2.5, .infinity])
        var writer = RowCodec()
        writer.append(event)

        var reader = RowCodec(reading: writer.bytes)

        #expect(try reader.event(id: 7, time: Timestamp(rawValue: 99)) == event)
    }

    @Test(arguments: PredictionRecord.Arm.allCases, outputs)
    func readsAPredictionBack(arm: PredictionRecord.Arm, output: Output) throws {
        let alone = Self.prediction(arm, output, candidate: nil)
        let beside = Self.prediction(arm, .value(1), candidate: output)

        var drawn = (alone, beside)
        drawn.0.chances = AnswerChances(isAudited: true)
        drawn.1.chances = AnswerChances(isAudited: true, candidateShare: 12.5)
        for record in [alone, beside, drawn.0, drawn.1] {
            var writer = RowCodec()
            writer.append(record)
            var reader = RowCodec(reading: writer.bytes)
            #expect(try reader.prediction(event: 5) == record)
        }
    }

    @Test func refusesAnEventCutOffAtAnyByte() {
        let event = Event(id: 1, time: Timestamp(rawValue: 0), unit: "unit", values: Self.values, lags: [1, 2])
        var writer = RowCodec()
        writer.append(event)

        for length in writer.bytes.indices {
            var reader = RowCodec(reading: Array(writer.bytes.prefix(length)))
            #expect(throws: RowCodec.Damaged.self) { try reader.event(id: 1, time: event.time) }
        }
    }

    @Test(arguments: outputs)
    func refusesAPredictionCutOffAtAnyByte(_ output: Output) {
        var writer = RowCodec()
        writer.append(Self.prediction(.candidate, output, candidate: output))

        for length in writer.bytes.indices {
            var reader = RowCodec(reading: Array(writer.bytes.prefix(length)))
            #expect(throws: RowCodec.Damaged.self) { try reader.prediction(event: 1) }
        }
    }

    /// Each bit of a record turned over, then random bytes: read as something or refused, never a trap.
    @Test(arguments: outputs)
    func neverTrapsOnDamagedBytes(_ output: Output) {
        var writer = RowCodec()
        writer.append(Self.prediction(.candidate, output, candidate: output))
        var damaged: [[UInt8]] = []
        for index in writer.bytes.indices {
            for bit in 0..<8 {
                var bytes = writer.bytes
                bytes[index] ^= 1 << UInt8(bit)
                damaged.append(bytes)
            }
        }
        var generator = SeededGenerator(seed: 3)
        for length in 0..<200 {
            damaged.append((0..<length).map { _ in UInt8.random(in: .min ... .max, using: &generator) })
        }

        var answers = 0
        for bytes in damaged {
            var prediction = RowCodec(reading: bytes)
            var event = RowCodec(reading: bytes)
            do throws(RowCodec.Damaged) {
                _ = try prediction.prediction(event: 1)
                answers += 1
            } catch { answers += 1 }
            do throws(RowCodec.Damaged) {
                _ = try event.event(id: 1, time: Timestamp(rawValue: 0))
            } catch { continue }
        }

        #expect(answers == damaged.count)
    }

    private static func prediction(
        _ arm: PredictionRecord.Arm, _ output: Output, candidate: Output?
    ) -> PredictionRecord {
        PredictionRecord(
            event: 5, arm: arm, champion: ModelVersion(rawValue: 300), championOutput: output,
            championLearnedThrough: 123_456_789_012, candidate: candidate.map { _ in ModelVersion(rawValue: 0) },
            candidateOutput: candidate,
            references: ReferenceAnswers(ghost: candidate, noChange: candidate == nil ? nil : 2, constant: 0.5))
    }
}
