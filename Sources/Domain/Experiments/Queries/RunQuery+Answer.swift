extension RunQuery {
    /// What the query finds among runs at hand, as the store would find it among its own.
    ///
    /// - Parameter runs: Runs of the query's pipeline.
    /// - Returns: The page.
    /// - Complexity: O(n log n).
    package func answer(from runs: [FoundRun]) -> RunPage {
        let matching = condition.map { wanted in runs.filter { wanted.holds($0) } } ?? runs
        let sorted = sorted(matching)
        return RunPage(runs: Array(sorted.dropFirst(max(0, offset)).prefix(max(0, limit))), matches: sorted.count)
    }

    private func sorted(_ runs: [FoundRun]) -> [FoundRun] {
        let isDescending = order == .descending
        let keys = runs.map { $0.value(of: sort) }
        return runs.indices.sorted { left, right in
            switch (keys[left], keys[right]) {
            case (.some, nil): return true
            case (nil, .some): return false
            case (let first?, let second?) where first != second: return first.precedes(second) != isDescending
            default: return (runs[left].run.number < runs[right].run.number) != isDescending
            }
        }.map { runs[$0] }
    }
}

extension RunValue {
    /// Numbers before words; words by their letters.
    fileprivate func precedes(_ other: RunValue) -> Bool {
        switch (self, other) {
        case (.number(let first), .number(let second)): first < second
        case (.word(let first), .word(let second)): first < second
        case (.number, .word): true
        case (.word, .number): false
        }
    }
}
