/// A text that is not JSON, or not the JSON that was asked for.
struct JSONError: Error, Hashable {
    /// The byte, from 0, at which it was noticed.
    var offset: Int
    /// What is wrong there and what to send instead.
    var sentence: String
}
