import Domain

/// Rows and predictions as compact bytes: a tag byte a value, little-endian numbers, UTF-8 with its length before it.
struct RowCodec {
    /// Beside the arm of an answer that is in no statistic.
    private static let uncounted: UInt8 = 0x80
    /// Beside the arm where the answers of the other lines follow; an older program wrote none.
    private static let referenced: UInt8 = 0x40

    /// Beside the arm of an answer that was drawn for the audit share.
    private static let audited: UInt8 = 0x20
    /// Beside the arm where the candidate's share follows.
    private static let shared: UInt8 = 0x10

    private(set) var bytes: [UInt8] = []
    private var index = 0

    init() {}

    init(reading bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// Stored bytes that are not what this codec writes.
    struct Damaged: Error {}

    // MARK: Writing

    mutating func append(_ event: Event) {
        append(event.unit)
        append(event.values)
        append(UInt64(event.lags.count))
        for lag in event.lags { append(lag) }
    }

    mutating func append(_ values: [FieldValue]) {
        append(UInt64(values.count))
        for value in values { append(value) }
    }

    mutating func append(_ value: FieldValue) {
        switch value {
        case .missing: bytes.append(0)
        case .number(let number):
            bytes.append(1)
            append(number)
        case .category(let text):
            bytes.append(2)
            append(text)
        case .flag(let flag): bytes.append(flag ? 4 : 3)
        case .time(let time):
            bytes.append(5)
            append(UInt64(bitPattern: time.rawValue))
        case .malformed(let text):
            bytes.append(6)
            append(text)
        }
    }

    mutating func append(_ prediction: PredictionRecord) {
        let arm: UInt8 =
            switch prediction.arm {
            case .baseline: 0
            case .champion: 1
            case .candidate: 2
            }
        bytes.append(
            Self.referenced | arm | (prediction.isCounted ? 0 : Self.uncounted)
                | (prediction.chances.isAudited ? Self.audited : 0)
                | (prediction.chances.candidateShare == nil ? 0 : Self.shared))
        append(UInt64(prediction.champion.rawValue))
        append(UInt64(prediction.championLearnedThrough))
        append(prediction.championOutput)
        append(UInt64((prediction.candidate?.rawValue).map { $0 + 1 } ?? 0))
        if let output = prediction.candidateOutput { append(output) }
        append(prediction.references)
        if let share = prediction.chances.candidateShare { append(share) }
    }

    private mutating func append(_ references: ReferenceAnswers) {
        bytes.append(
            (references.ghost == nil ? 0 : 1) | (references.noChange == nil ? 0 : 2)
                | (references.constant == nil ? 0 : 4))
        if let output = references.ghost { append(output) }
        if let number = references.noChange { append(number) }
        if let number = references.constant { append(number) }
    }

    private mutating func append(_ output: Output) {
        switch output {
        case .probabilities(let shares): append(0, shares)
        case .value(let value): append(1, [value])
        case .quantilePath(let steps):
            append(2, [Double(steps.count)])
            for step in steps { append(2, step) }
        case .ranking(let items): append(3, items.map { Double($0) })
        }
    }

    private mutating func append(_ tag: UInt8, _ numbers: [Double]) {
        bytes.append(tag)
        append(UInt64(numbers.count))
        for number in numbers { append(number) }
    }

    private mutating func append(_ text: String?) {
        guard let text else { return bytes.append(0) }
        bytes.append(1)
        append(text)
    }

    private mutating func append(_ text: String) {
        append(UInt64(text.utf8.count))
        bytes.append(contentsOf: text.utf8)
    }

    private mutating func append(_ number: Double) {
        withUnsafeBytes(of: number.bitPattern.littleEndian) { bytes.append(contentsOf: $0) }
    }

    /// Seven bits a byte, the lowest first.
    private mutating func append(_ whole: UInt64) {
        var rest = whole
        while rest >= 0x80 {
            bytes.append(UInt8(rest & 0x7f) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(rest))
    }

    // MARK: Reading

    mutating func event(id: Int64, time: Timestamp) throws(Damaged) -> Event {
        let unit = try optionalText()
        let values = try values()
        var lags: [Double] = []
        for _ in 0..<(try count()) { lags.append(try double()) }
        return Event(id: id, time: time, unit: unit, values: values, lags: lags)
    }

    /// An event's unit, which comes first in it.
    mutating func unit() throws(Damaged) -> String? { try optionalText() }

    mutating func values() throws(Damaged) -> [FieldValue] {
        var values: [FieldValue] = []
        for _ in 0..<(try count()) { values.append(try value()) }
        return values
    }

    mutating func value() throws(Damaged) -> FieldValue {
        switch try byte() {
        case 0: return .missing
        case 1: return .number(try double())
        case 2: return .category(try text())
        case 3: return .flag(false)
        case 4: return .flag(true)
        case 5: return .time(Timestamp(rawValue: Int64(bitPattern: try whole())))
        case 6: return .malformed(try text())
        default: throw Damaged()
        }
    }

    mutating func prediction(event: Int64) throws(Damaged) -> PredictionRecord {
        let arms: [PredictionRecord.Arm] = [.baseline, .champion, .candidate]
        let first = try byte()
        let arm = Int(first & ~(Self.uncounted | Self.referenced | Self.audited | Self.shared))
        guard arms.indices.contains(arm) else { throw Damaged() }
        let champion = ModelVersion(rawValue: try exactly(try whole()))
        let learned: Int64 = try exactly(try whole())
        let output = try output()
        let candidate: Int = try exactly(try whole())
        return PredictionRecord(
            event: event, arm: arms[arm], champion: champion, championOutput: output, championLearnedThrough: learned,
            candidate: candidate == 0 ? nil : ModelVersion(rawValue: candidate - 1),
            candidateOutput: candidate == 0 ? nil : try self.output(), isCounted: first & Self.uncounted == 0,
            references: first & Self.referenced == 0 ? ReferenceAnswers() : try references(),
            chances: AnswerChances(
                isAudited: first & Self.audited != 0, candidateShare: first & Self.shared == 0 ? nil : try double()))
    }

    private mutating func references() throws(Damaged) -> ReferenceAnswers {
        let which = try byte()
        guard which < 8 else { throw Damaged() }
        return ReferenceAnswers(
            ghost: which & 1 == 0 ? nil : try output(), noChange: which & 2 == 0 ? nil : try double(),
            constant: which & 4 == 0 ? nil : try double())
    }

    private mutating func output() throws(Damaged) -> Output {
        let tag = try byte()
        let numbers = try doubles()
        switch tag {
        case 0: return .probabilities(numbers)
        case 1:
            guard let value = numbers.first else { throw Damaged() }
            return .value(value)
        case 2:
            var steps: [[Double]] = []
            let count: Int = try exactly(numbers.first ?? 0)
            guard count >= 0 else { throw Damaged() }
            for _ in 0..<count {
                guard try byte() == 2 else { throw Damaged() }
                steps.append(try doubles())
            }
            return .quantilePath(steps)
        case 3:
            var items: [Int] = []
            for number in numbers { items.append(try exactly(number)) }
            return .ranking(items)
        default: throw Damaged()
        }
    }

    private mutating func doubles() throws(Damaged) -> [Double] {
        var numbers: [Double] = []
        for _ in 0..<(try count()) { numbers.append(try double()) }
        return numbers
    }

    private func exactly<Whole: FixedWidthInteger>(_ number: UInt64) throws(Damaged) -> Whole {
        guard let whole = Whole(exactly: number) else { throw Damaged() }
        return whole
    }

    private func exactly(_ number: Double) throws(Damaged) -> Int {
        guard let whole = Int(exactly: number) else { throw Damaged() }
        return whole
    }

    private mutating func byte() throws(Damaged) -> UInt8 {
        guard index < bytes.count else { throw Damaged() }
        defer { index += 1 }
        return bytes[index]
    }

    /// A count of things that each take a byte at least, so that damaged bytes cannot ask for the whole memory.
    private mutating func count() throws(Damaged) -> Int {
        let count = try whole()
        guard count <= UInt64(bytes.count - index) else { throw Damaged() }
        return Int(count)
    }

    private mutating func whole() throws(Damaged) -> UInt64 {
        var whole: UInt64 = 0
        var shift: UInt64 = 0
        while true {
            let next = try byte()
            guard shift < 64 else { throw Damaged() }
            whole |= UInt64(next & 0x7f) << shift
            if next & 0x80 == 0 { return whole }
            shift += 7
        }
    }

    private mutating func double() throws(Damaged) -> Double {
        guard index + 8 <= bytes.count else { throw Damaged() }
        var pattern: UInt64 = 0
        for offset in 0..<8 { pattern |= UInt64(bytes[index + offset]) << UInt64(8 * offset) }
        index += 8
        return Double(bitPattern: pattern)
    }

    private mutating func text() throws(Damaged) -> String {
        let length = try count()
        guard index + length <= bytes.count else { throw Damaged() }
        defer { index += length }
        return String(decoding: bytes[index..<index + length], as: UTF8.self)
    }

    private mutating func optionalText() throws(Damaged) -> String? {
        try byte() == 0 ? nil : try text()
    }
}
