package import Domain

/// What every traffic plane does.
package struct TrafficRouterSuite {
    let router: any TrafficRouter
    /// Where the two versions answer.
    let addresses: [TrafficAddress]
    /// Sends requests to the plane, each with the unit of its place, and gives who answered.
    let ask: (ClosedRange<Int>) async throws -> [ModelVersion]

    package static let pipeline = PipelineName(rawValue: "suite")
    package static let old = ModelVersion(rawValue: 1)
    package static let new = ModelVersion(rawValue: 2)

    /// - Parameters:
    ///   - router: The plane.
    ///   - addresses: Where v1 and v2 answer.
    ///   - ask: Sends a request for each number and gives the versions that answered, in order.
    package init(
        _ router: any TrafficRouter, addresses: [TrafficAddress],
        ask: @escaping (ClosedRange<Int>) async throws -> [ModelVersion]
    ) {
        self.router = router
        self.addresses = addresses
        self.ask = ask
    }

    /// A split that gives the second version so many ten-thousandths.
    package func split(_ weight: Int, _ generation: Int64) -> TrafficSplit {
        TrafficSplit(
            pipeline: Self.pipeline,
            backends: [
                TrafficSplit.Backend(version: Self.new, role: .candidate, address: addresses[1], weight: weight),
                TrafficSplit.Backend(
                    version: Self.old, role: .champion, address: addresses[0], weight: TrafficSplit.whole - weight),
            ], salt: "suite/1", generation: generation)
    }

    /// - Returns: One sentence for each promise that is broken; empty for a good plane.
    /// - Throws: ``TrafficError`` where it cannot be told or asked at all.
    package func violations() async throws -> [String] {
        var found: [String] = []
        var before: Set<Int> = []
        for (step, weight) in [0, 500, 2_500, 5_000, 10_000].enumerated() {
            try await put(weight, Int64(step + 1), &found)
            let start = try await router.reading(of: Self.pipeline).requests
            let answers = try await ask(1...2_000)
            let units = Set(answers.indices.filter { answers[$0] == Self.new })
            let share = 5 * units.count
            if abs(share - weight) > 400 { found.append("\(weight) of 10,000 were meant, \(share) came") }
            if weight == 0, !units.isEmpty { found.append("a version without a share answers") }
            if router.abilities.stickiness == .monotone, !before.isSubset(of: units) {
                found.append("\(before.subtracting(units).count) units moved back at \(weight)")
            }
            before = units
            let end = try await router.reading(of: Self.pipeline).requests
            let counted = (end[Self.new] ?? 0) - (start[Self.new] ?? 0)
            if counted != Int64(units.count) { found.append("\(units.count) were answered, \(counted) are counted") }
        }
        try await router.set(split(0, 3))
        let kept = try await ask(1...20)
        if kept.contains(Self.old) { found.append("an older split took the place of a newer one") }
        return found
    }

    /// Hands a split over and looks until the plane says that it holds.
    package func put(_ weight: Int, _ generation: Int64, _ found: inout [String]) async throws {
        try await router.set(split(weight, generation))
        for _ in 0..<500 {
            let reading = try await router.reading(of: Self.pipeline)
            if reading.generation == generation { return }
        }
        found.append("split \(generation) was never in force")
    }
}
