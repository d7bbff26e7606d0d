/// The body of a request that names one thing or many: an object, a list of them, or an object with such a list under `items`.
struct Batch<Item>: Sendable where Item: Sendable {
    var items: [Item]
    /// Whether one object was sent, whose fate is the status of the answer.
    var isSingle: Bool

    /// - Parameters:
    ///   - bytes: The whole body.
    ///   - limit: The most items that one request may have.
    ///   - read: Reads one object.
    /// - Throws: 400 where any of it has the wrong form, before an item is taken in; 413 for too many.
    init(
        _ bytes: UnsafeRawBufferPointer, limit: Int, _ read: (inout JSONReader) throws(JSONError) -> Item
    ) throws(Refusal) {
        do throws(JSONError) {
            var reader = JSONReader(bytes)
            if try reader.peek() == .array {
                isSingle = false
                items = try Self.list(&reader, read)
            } else if try Self.beginsWithItems(reader) {
                isSingle = false
                try reader.beginObject()
                _ = try reader.nextKey()
                items = try Self.list(&reader, read)
                guard try reader.nextKey() == nil else { throw reader.problem("nothing may stand beside items") }
            } else {
                isSingle = true
                items = [try read(&reader)]
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

    private static func list(
        _ reader: inout JSONReader, _ read: (inout JSONReader) throws(JSONError) -> Item
    ) throws(JSONError) -> [Item] {
        var items: [Item] = []
        try reader.beginArray()
        while try reader.nextElement() { items.append(try read(&reader)) }
        return items
    }
}
