/// A request that is not answered with what it asked for: the status, and what to send instead.
struct Refusal: Error, Hashable {
    var status: Int
    var sentence: String
    /// One header more, such as `Allow` or `Retry-After`.
    var header: AnswerHeader?

    init(_ status: Int, _ sentence: String, header: AnswerHeader? = nil) {
        self.status = status
        self.sentence = sentence
        self.header = header
    }

    init(_ error: JSONError) {
        self.init(400, "byte \(error.offset) of the JSON: \(error.sentence)")
    }
}
