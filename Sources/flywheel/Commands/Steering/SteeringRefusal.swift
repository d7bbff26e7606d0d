/// What a command finds to be impossible before it asks the engine.
struct SteeringRefusal: Error {
    var sentence: String

    init(_ sentence: String) {
        self.sentence = sentence
    }
}
