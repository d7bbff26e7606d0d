/// A model as the loop uses it: predicts any event, and where it is live learns from labelled ones.
///
/// `Learning` has the real one; a test may bring its own with a known truth.
package protocol PublishedModel: Sendable {
    /// The output for one event; defined for every event of the schema, missing values and unseen categories included.
    func predict(_ event: Event) -> Output

    /// A copy that has learned one more labelled event; itself where the model does not learn on.
    mutating func learn(_ event: LabelledEvent)
}

/// A model whose probabilities can be refitted after training.
package protocol RecalibratedModel: PublishedModel {
    /// The same model with other probabilities, which learns on as this one does.
    func recalibrated(by recalibration: Recalibration) -> any PublishedModel
}
