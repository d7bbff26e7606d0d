import Domain

extension Engine {
    /// What a retraction will have got into, as the store knows it now; nil for every other command.
    ///
    /// - Throws: ``StaleRetraction`` where the range holds another number of labels than the person saw; ``EngineError``
    ///   where the store cannot be read.
    func taint(of intent: Intent, at index: Int) throws -> LabelTaint? {
        guard case .retractLabels(let range, let expected) = intent.command else { return nil }
        try commit()
        let taint: LabelTaint
        do {
            taint = try environment.store.taint(of: range, in: pipelines[index].name)
        } catch {
            throw EngineError.store(error)
        }
        guard taint.labels == expected else { throw StaleRetraction(expected: expected, found: taint.labels) }
        return taint
    }

    /// Lets the commit that holds the command take the labels back and keep what is restated.
    func record(_ taint: LabelTaint, _ intent: Intent, at index: Int) {
        pipelines[index].changes.retractions.append(
            LabelRetraction(
                sequence: pipelines[index].state.sequence, taint: taint, user: intent.user, reason: intent.reason,
                time: environment.now()))
    }
}

/// The range is not any more as the person saw it.
struct StaleRetraction: Error, CustomStringConvertible {
    var expected: Int
    var found: Int

    var description: String {
        "the range holds \(found) labels now, not \(expected); look again without --yes"
    }
}
