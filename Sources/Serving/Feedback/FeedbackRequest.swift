import Domain
import NIOCore

/// The body of a feedback request: one label or many.
struct FeedbackRequest: Hashable {
    var items: [FeedbackItem]
    /// Whether one object was sent, whose fate is the status of the answer.
    var isSingle: Bool

    /// - Throws: 400 where any of it has the wrong form, before a label is taken in; 413 for too many.
    init(_ bytes: UnsafeRawBufferPointer, of model: ServedModel, limit: Int) throws(Refusal) {
        let batch = try Batch(bytes, limit: limit) { (reader: inout JSONReader) throws(JSONError) in
            try FeedbackItem(&reader, of: model)
        }
        items = batch.items.flatMap { $0.expanded(of: model) }
        isSingle = batch.isSingle && items.count == 1
        guard items.count <= limit else {
            throw Refusal(413, "\(items.count) labels are more than the \(limit) of one request; send several requests")
        }
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
