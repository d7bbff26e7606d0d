/// A model as the loop uses it: predicts any event, and where it is live learns from labelled ones.
///
/// `Learning` has the real one; a test may bring its own with a known truth.
package protocol PublishedModel: Sendable {
    /// The output for one event; defined for every event of the schema, missing values and unseen categories included.
    ///
    /// A model whose answers come from elsewhere may give ``Output/unanswered``.
    func predict(_ event: Event) -> Output

    /// The outputs for several events, in their order: a model that is asked elsewhere is asked once for all.
    func predict(_ events: [Event]) -> [Output]

    /// A copy that has learned one more labelled event; itself where the model does not learn on.
    mutating func learn(_ event: LabelledEvent)
}

extension PublishedModel {
    package func predict(_ events: [Event]) -> [Output] { events.map { predict($0) } }
}

/// A model that a program of the user's own answers for.
package protocol ProgrammedModel: PublishedModel {
    /// What is answered in the program's place where it is silent: the shares or the mean of its training rows' labels; nil
    /// of a model that needs no program.
    var standIn: Output? { get }
}

/// A model whose probabilities can be refitted after training.
package protocol RecalibratedModel: PublishedModel {
    /// The same model with other probabilities, which learns on as this one does.
    func recalibrated(by recalibration: Recalibration) -> any PublishedModel
}
