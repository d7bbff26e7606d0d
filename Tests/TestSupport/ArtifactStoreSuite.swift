package import Domain
import Learning

/// What every store of datasets and models keeps.
package enum ArtifactStoreSuite {
    /// - Returns: One sentence for each promise that is broken; empty for a good store.
    /// - Throws: ``ArtifactError`` or ``TrialError`` where nothing can be stored at all.
    package static func violations(_ store: some ArtifactStore) throws -> [String] {
        var found: [String] = []
        let sample = TrialSample()
        let dataset = try store.saveDataset(sample.events, columns: sample.columns)
        if try store.saveDataset(sample.events, columns: sample.columns) != dataset {
            found.append("the same dataset has two names")
        }
        if try store.saveDataset(Array(sample.events.dropLast()), columns: sample.columns) == dataset {
            found.append("two datasets have one name")
        }
        let model = try TrialRunner.completed(sample.assignment(dataset), dataset: sample.events) { _ in }.model
        let name = try store.saveModel(model)
        if try store.saveModel(model) != name { found.append("the same model has two names") }
        let loaded = try store.loadModel(name)
        if sample.events.contains(where: { loaded.predict($0.event) != model.predict($0.event) }) {
            found.append("a loaded model answers otherwise than the saved one")
        }
        if (try? store.loadModel(ContentDigest(bytes: Array(repeating: 7, count: 32)))) != nil {
            found.append("it gives a model that was never saved")
        }
        return found
    }
}
