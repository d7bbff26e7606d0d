/// One learner or detector with the caps that it must keep however long it runs.
struct EnduranceCase: Sendable {
    /// Parts of a run; nodes and memory are taken after each.
    static let parts = 20
    /// What an allocator may add to the resident memory without anything having grown.
    private static let slackBytes = 4 << 20
    /// Bytes of memory that a state may take for each byte written: arrays double when they grow.
    private static let copies = 4

    let key: String
    let events: Int
    let mostBytes: Int
    let mostNodes: Int?
    let start: @Sendable () throws -> any EnduranceRunner

    init(
        _ key: String, events: Int = 10_000_000, mostBytes: Int, mostNodes: Int? = nil,
        start: @escaping @Sendable () throws -> any EnduranceRunner
    ) {
        self.key = key
        self.events = events
        self.mostBytes = mostBytes
        self.mostNodes = mostNodes
        self.start = start
    }

    /// Takes its events, or fewer where `most` says so.
    ///
    /// The state is written after a quarter and at the very end only: what writing leaves with the allocator is then there
    /// before the first half ends, and the second half is the learner's own.
    func run(most: Int) throws -> EnduranceReport {
        let count = min(events, most)
        let begin = ProcessorClock.seconds
        var runner = try start()
        var (resident, nodes, quarterBytes): ([Int], [Int], Int) = ([], [], 0)
        for part in 0..<Self.parts {
            try runner.take(count * part / Self.parts..<count * (part + 1) / Self.parts)
            if part == Self.parts / 4 { quarterBytes = try runner.savedBytes() }
            resident.append(try ResidentMemory.bytes())
            if let count = runner.nodeCount { nodes.append(count) }
        }
        let growth = (resident.last ?? 0) - (resident[..<(Self.parts / 2)].max() ?? 0)
        let bytes = try runner.savedBytes()
        return EnduranceReport(
            key: key, events: count, seconds: ProcessorClock.seconds - begin, bytes: max(bytes, quarterBytes),
            nodes: nodes.max(), growth: growth,
            violations: violations(
                bytes: max(bytes, quarterBytes), nodes: nodes.max() ?? 0,
                growth: growth - Self.copies * max(0, bytes - quarterBytes)))
    }

    private func violations(bytes: Int, nodes: Int, growth: Int) -> [String] {
        var found: [String] = []
        if bytes > mostBytes { found.append("\(bytes) bytes, the cap is \(mostBytes)") }
        if let mostNodes, nodes > mostNodes { found.append("\(nodes) nodes, the cap is \(mostNodes)") }
        if growth > Self.slackBytes {
            found.append("resident memory grew by \(growth) bytes more than the state explains")
        }
        return found
    }
}
