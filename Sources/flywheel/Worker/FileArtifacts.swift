import Domain
import Foundation
import Learning

/// Datasets and models as files named by their SHA-256, in `datasets/` and `models/`.
struct FileArtifacts: ArtifactStore {
    let directory: String
    /// Where learners of the user's own run.
    var workspace = "."

    var programs: ProgramPlace {
        ProgramPlace(
            workspace: workspace, scratch: URL(filePath: "\(directory)/programs").standardizedFileURL.path)
    }

    func saveDataset(_ events: [LabelledEvent], columns: [Column]) throws(ArtifactError) -> ContentDigest {
        do {
            return try save(DatasetFile.encode(events, columns: columns), under: "datasets")
        } catch let error as ArtifactError {
            throw error
        } catch {
            throw ArtifactError("the dataset cannot be written: \(error)")
        }
    }

    func loadDataset(_ digest: ContentDigest) throws(ArtifactError) -> [LabelledEvent] {
        let file = file("datasets", digest)
        let data = try read(file, digest)
        do {
            return try data.withUnsafeBytes { try DatasetFile.decode($0) }
        } catch {
            throw ArtifactError("\(file.path): \(error)")
        }
    }

    func loadModel(_ digest: ContentDigest) throws(ArtifactError) -> any PublishedModel {
        let file = file("models", digest)
        let data = try read(file, digest)
        do {
            let model = try Model(decoding: [UInt8](data))
            guard let program = model.specification.program, let bytes = model.programModel else { return model }
            return model.answered(
                by: ResidentProgram(program, model: bytes, classes: model.programClasses, place: programs))
        } catch {
            throw ArtifactError("\(file.path): \(error)")
        }
    }

    func saveModel(_ model: any PublishedModel) throws(ArtifactError) -> ContentDigest {
        guard let model = model as? Model else { throw ArtifactError("only this program's own models can be saved") }
        return try saveModel(encoded(model))
    }

    /// Writes a model's bytes and gives them their name.
    ///
    /// - Throws: ``ArtifactError`` where they cannot be written.
    func saveModel(_ bytes: [UInt8]) throws(ArtifactError) -> ContentDigest {
        try save(bytes, under: "models")
    }

    private func encoded(_ model: Model) throws(ArtifactError) -> [UInt8] {
        do {
            return try model.encoded()
        } catch {
            throw ArtifactError(error.description)
        }
    }

    private func file(_ kind: String, _ digest: ContentDigest) -> ImmutableFile {
        ImmutableFile(path: "\(directory)/\(kind)/\(digest.hexadecimal)")
    }

    private func read(_ file: ImmutableFile, _ digest: ContentDigest) throws(ArtifactError) -> Data {
        let data = try file.read()
        guard SHA256.digest(of: data) == digest else {
            throw ArtifactError("\(file.path): its content has changed since it was written; restore it from a copy")
        }
        return data
    }

    private func save(_ bytes: [UInt8], under kind: String) throws(ArtifactError) -> ContentDigest {
        let digest = SHA256.digest(of: bytes)
        try file(kind, digest).write(bytes)
        return digest
    }
}
