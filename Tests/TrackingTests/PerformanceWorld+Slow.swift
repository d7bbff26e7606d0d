import Domain

/// The obvious way: everything anew for each place in the log, from what stands before it alone.
extension PerformanceWorld {
    struct Figures: Equatable {
        var predictions = 0
        var arrived = 0
        var labels = 0
        var value: Double?
        var audited = (asked: 0, labels: 0, sum: 0.0)

        static func == (one: Figures, other: Figures) -> Bool {
            one.predictions == other.predictions && one.labels == other.labels && one.value == other.value
        }
    }

    func clock(at sequence: Int64) -> Timestamp {
        facts.filter { $0.sequence <= sequence }.map(\.time).max() ?? Timestamp(rawValue: 0)
    }

    /// The figures of each stretch, by its start.
    func figures(at sequence: Int64) -> [Timestamp: Figures] {
        var outputs: [Int64: (time: Timestamp, output: Output)] = [:]
        var labels: [Int64: (truth: Truth?, weight: Double)] = [:]
        var silences: [Int64: Truth] = [:]
        for fact in facts where fact.sequence <= sequence {
            switch fact.fact {
            case .prediction(let event, let time, let output): outputs[event] = (time, output)
            case .label(let event, let truth, let weight): labels[event] = (truth, weight)
            case .implied(let event, let truth): silences[event] = truth
            case .retraction(let events):
                // A word that no label will come is none that could be taken back.
                for event in events where labels[event]?.truth != nil { labels[event] = nil }
            }
        }
        var figures: [Timestamp: Figures] = [:]
        for (start, events) in Dictionary(grouping: outputs.keys.sorted(), by: { start(of: outputs[$0]?.time) }) {
            var (one, weights, sum) = (Figures(), 0.0, 0.0)
            one.predictions = events.count
            for event in events {
                let label = labels[event]
                if event % 3 == 0 { one.audited.asked += 1 }
                guard label != nil || silences[event] != nil else { continue }
                one.arrived += 1
                guard let truth = label?.truth ?? silences[event],
                    let score = outputs[event]?.output.score(against: truth)
                else { continue }
                let weight = label?.truth == nil ? 1 : label?.weight ?? 1
                if event % 3 == 0 { one.audited = (one.audited.asked, one.audited.labels + 1, one.audited.sum + score) }
                one.labels += 1
                weights += weight
                sum += weight * score
            }
            one.value = one.labels == 0 ? nil : sum / weights
            figures[start] = one
        }
        return figures
    }

    /// One place in the log after the other.
    var history: [(entry: Int64, clock: Timestamp, figures: [Timestamp: Figures])] {
        facts.map { ($0.sequence, clock(at: $0.sequence), figures(at: $0.sequence)) }
    }

    /// All reports of a stretch in what is given of the ``history``.
    func revisions(
        of start: Timestamp, in history: [(entry: Int64, clock: Timestamp, figures: [Timestamp: Figures])]
    ) -> [(entry: Int64, figures: Figures)] {
        var revisions: [(entry: Int64, figures: Figures)] = []
        for (entry, clock, figures) in history {
            guard let now = figures[start] else { continue }
            if let last = revisions.last?.figures {
                if last != now { revisions.append((entry, now)) }
                continue
            }
            let end = start + Self.every
            let isComplete = Double(now.arrived) >= Self.complete * Double(now.predictions)
            if clock >= end, isComplete || clock >= end + Self.horizon { revisions.append((entry, now)) }
        }
        return revisions
    }

    private func start(of time: Timestamp?) -> Timestamp {
        let hour = Self.every.milliseconds
        let time = time?.rawValue ?? 0
        return Timestamp(rawValue: (time >= 0 ? time : time - hour + 1) / hour * hour)
    }
}
