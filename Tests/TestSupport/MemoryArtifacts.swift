package import Domain
import Learning
import Synchronization

/// Content by a name that grows; the same content has the same name.
package final class MemoryArtifacts: ArtifactStore {
    package init() {}

    private let models = Mutex<[ContentDigest: Model]>([:])
    private let datasets = Mutex<[ContentDigest: [LabelledEvent]]>([:])

    package func saveDataset(_ events: [LabelledEvent], columns: [Column]) throws(ArtifactError) -> ContentDigest {
        let name = StandInDigest.digest(of: "\(events.map(\.event.id)) \(events.map(\.truth))")
        datasets.withLock { $0[name] = events }
        return name
    }

    package func dataset(_ digest: ContentDigest) -> [LabelledEvent] {
        datasets.withLock { $0[digest] ?? [] }
    }

    package func loadDataset(_ digest: ContentDigest) throws(ArtifactError) -> [LabelledEvent] {
        guard let rows = datasets.withLock({ $0[digest] }) else { throw ArtifactError("no dataset \(digest)") }
        return rows
    }

    package func loadModel(_ digest: ContentDigest) throws(ArtifactError) -> any PublishedModel {
        guard let model = models.withLock({ $0[digest] }) else { throw ArtifactError("no model \(digest)") }
        return model
    }

    package func saveModel(_ model: any PublishedModel) throws(ArtifactError) -> ContentDigest {
        guard let model = model as? Model else { throw ArtifactError("not a model") }
        do {
            let name = StandInDigest.digest(of: String(decoding: try model.encoded(), as: UTF8.self))
            models.withLock { $0[name] = model }
            return name
        } catch {
            throw ArtifactError("\(error)")
        }
    }
}
