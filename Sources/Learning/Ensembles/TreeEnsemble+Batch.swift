extension TreeEnsemble {
    /// What one member made of a batch.
    private struct Part: Sendable {
        let index: Int
        let member: DriftingTree
        /// `rows × classes`, weighted votes before each row was learned.
        let votes: [Double]
    }

    /// Answers each example, then learns it, for a batch: a member a task.
    ///
    /// The answers and the state afterwards are those of one example at a time, whatever the number of cores.
    ///
    /// - Throws: ``ExampleError`` for the first example that cannot be learned; nothing of the batch is learned then.
    mutating func answerAndLearn(_ rows: [[Double]], labels: [Int]) async throws(ExampleError) -> [Int] {
        for (features, label) in zip(rows, labels) { try layout.check(features, label: label, weight: 1) }
        var known = classes
        // Answers name only classes that were known before the row.
        let knownBefore = labels.map { label in
            defer { known = max(known, label + 1) }
            return known
        }
        let width = known
        let members = members
        let parts = await withTaskGroup(of: Part.self) { group in
            for (index, member) in members.enumerated() {
                group.addTask { Self.part(index, member, rows, labels, width) }
            }
            return await group.reduce(into: [Part?](repeating: nil, count: members.count)) { $0[$1.index] = $1 }
        }.compactMap { $0 }
        adopt(parts.map(\.member), classes: width)
        return rows.indices.map { row in
            var shares = Array(repeating: 0.0, count: knownBefore[row])
            for part in parts {
                for label in shares.indices { shares[label] += part.votes[row * width + label] }
            }
            return shares.indices.reduce(0) { shares[$1] > shares[$0] ? $1 : $0 }
        }
    }

    private static func part(
        _ index: Int, _ member: DriftingTree, _ rows: [[Double]], _ labels: [Int], _ width: Int
    ) -> Part {
        var member = member
        var votes = Array(repeating: 0.0, count: rows.count * width)
        votes.withUnsafeMutableBufferPointer { votes in
            for (row, features) in rows.enumerated() {
                let place = row * width
                let known = member.tree.classCount
                let own = UnsafeMutableBufferPointer(rebasing: votes[place..<place + known])
                member.tree.answer(features, into: own)
                for label in own.indices { own[label] *= member.voteWeight }
                member.learn(features, label: labels[row], weight: 1)
            }
        }
        return Part(index: index, member: member, votes: votes)
    }
}
