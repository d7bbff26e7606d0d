import Domain

/// A model of known accuracy: right on all events but each `everyWrong`-th, by their ids.
///
/// The truth of event n is class n modulo 2.
struct KnownModel: PublishedModel {
    var everyWrong: Int64
    private(set) var learned = 0

    init(everyWrong: Int64) {
        self.everyWrong = everyWrong
    }

    func predict(_ event: Event) -> Output {
        let truth = Int(event.id % 2)
        let answer = event.id % everyWrong == 0 ? 1 - truth : truth
        return .probabilities(answer == 0 ? [0.8, 0.2] : [0.2, 0.8])
    }

    mutating func learn(_ event: LabelledEvent) {
        learned += 1
    }
}

/// A model that says the same to everything.
struct ConstantModel: PublishedModel {
    var output: Output

    func predict(_ event: Event) -> Output { output }

    mutating func learn(_ event: LabelledEvent) {}
}
