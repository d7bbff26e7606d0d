import Domain
import NIOCore

/// The body of a feedback request: one label or many.
struct FeedbackRequest: Hashable {
    var items: [FeedbackItem]
    /// Whether one object was sent, whose fate is the status of the answer.
    var isSingle: Bool

    /// Reads one object, a list of them, or an object with such a list under `items`.
    ///
    /// - Throws: 400 where any of it has the wrong form, before a label is taken in; 413 for too many.
    init(_ bytes: UnsafeRawBufferPointer, of model: ServedModel, limit: Int) throws(Refusal) {
        do throws(JSONError) {
            var reader = JSONReader(bytes)
            if try reader.peek() == .array {
                isSingle = false
                items = try Self.readItems(&reader, of: model)
            } else if try Self.beginsWithItems(reader) {
                isSingle = false
                try reader.beginObject()
                _ = try reader.nextKey()
                items = try Self.readItems(&reader, of: model)
                guard try reader.nextKey() == nil else { throw reader.problem("nothing may stand beside items") }
            } else {
                isSingle = true
                items = [try FeedbackItem(&reader, of: model)]
            }
            try reader.finish()
        } catch {
            throw Refusal(error)
        }
        guard !items.isEmpty else { throw Refusal(400, "there is no item; send at least one") }
        guard items.count <= limit else {
            throw Refusal(413, "\(items.count) items are more than the \(limit) of one request; send several requests")
        }
    }

    private static func beginsWithItems(_ reader: JSONReader) throws(JSONError) -> Bool {
        var reader = reader
        try reader.beginObject()
        return try reader.nextKey() == "items"
    }

    private static func readItems(
        _ reader: inout JSONReader, of model: ServedModel
    ) throws(JSONError) -> [FeedbackItem] {
        var items: [FeedbackItem] = []
        try reader.beginArray()
        while try reader.nextElement() { items.append(try FeedbackItem(&reader, of: model)) }
        return items
    }

    /// What the service is to be told, in the order of the items.
    var accepted: [Feedback] {
        items.compactMap { item in
            switch item.feedback {
            case .success(let feedback): feedback
            case .failure: nil
            }
        }
    }
}
