extension RunCondition {
    /// Whether a run meets it, as the store would say.
    package func holds(_ found: FoundRun) -> Bool {
        switch self {
        case .comparison(let comparison): comparison.holds(found)
        case .all(let parts): parts.allSatisfy { $0.holds(found) }
        case .any(let parts): parts.contains { $0.holds(found) }
        }
    }
}

extension RunComparison {
    fileprivate func holds(_ found: FoundRun) -> Bool {
        switch (found.value(of: column), value) {
        case (.number(let own), .number(let wanted)): operation.holds(own, wanted)
        case (.word(let own), .word(let wanted)) where operation == .contains:
            own.lowercased().contains(wanted.lowercased())
        case (.word(let own), .word(let wanted)): operation.holds(own, wanted)
        case (.number, .word), (.word, .number), (nil, _): false
        }
    }
}

extension RunComparison.Operation {
    fileprivate func holds<Value: Comparable>(_ own: Value, _ wanted: Value) -> Bool {
        switch self {
        case .equal: own == wanted
        case .unequal: own != wanted
        case .less: own < wanted
        case .atMost: own <= wanted
        case .greater: own > wanted
        case .atLeast: own >= wanted
        case .contains: false
        }
    }
}
