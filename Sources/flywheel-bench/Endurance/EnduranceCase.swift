/// One learner or detector with the caps that it must keep however long it runs.
struct EnduranceCase: Sendable {
    /// Parts of a run; the size is taken after each.
    static let parts = 20
    /// What an allocator may add to the resident memory without anything having grown.
    private static let slackBytes = 2 << 20

    let key: String
    let events: Int
    let mostBytes: Int
    let mostNodes: Int?
    let start: @Sendable () -> any EnduranceRunner

    init(
        _ key: String, events: Int = 10_000_000, mostBytes: Int, mostNodes: Int? = nil,
        start: @escaping @Sendable () -> any EnduranceRunner
    ) {
        self.key = key
        self.events = events
        self.mostBytes = mostBytes
        self.mostNodes = mostNodes
        self.start = start
    }

    /// Takes its events, or fewer where `most` says so.
    func run(most: Int) throws -> EnduranceReport {
        let count = min(events, most)
        let begin = ProcessorClock.seconds
        var runner = start()
        var largest = EnduranceSize(bytes: 0, nodes: nil)
        var resident: [Int] = []
        for part in 0..<Self.parts {
            try runner.take(count * part / Self.parts..<count * (part + 1) / Self.parts)
            let size = try runner.size()
            largest.bytes = max(largest.bytes, size.bytes)
            largest.nodes = size.nodes.map { max($0, largest.nodes ?? 0) }
            resident.append(try ResidentMemory.bytes())
        }
        // The greatest of the first half, so that a tree that is small at the middle by chance accuses nobody.
        let before = resident.prefix(Self.parts / 2).max() ?? 0
        let growth = (resident.last ?? 0) - before
        return EnduranceReport(
            key: key, events: count, seconds: ProcessorClock.seconds - begin, largest: largest, growth: growth,
            violations: violations(largest, growth: growth))
    }

    private func violations(_ largest: EnduranceSize, growth: Int) -> [String] {
        var found: [String] = []
        if largest.bytes > mostBytes { found.append("\(largest.bytes) bytes, the cap is \(mostBytes)") }
        if let nodes = largest.nodes, let mostNodes, nodes > mostNodes {
            found.append("\(nodes) nodes, the cap is \(mostNodes)")
        }
        // A state that is allowed to be large may move the resident memory by a part of itself.
        if growth > Self.slackBytes + mostBytes / 4 { found.append("resident memory grew by \(growth) bytes") }
        return found
    }
}
