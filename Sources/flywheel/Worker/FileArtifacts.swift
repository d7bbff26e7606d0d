import Domain
import Foundation
import Learning

/// Datasets and models as files named by their SHA-256; written beside, synchronised, then renamed into place.
struct FileArtifacts: ArtifactStore {
    let directory: String

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
        let path = path("datasets", digest)
        return try DatasetFile.decode(try read(path, digest), file: path)
    }

    func loadModel(_ digest: ContentDigest) throws(ArtifactError) -> any PublishedModel {
        let path = path("models", digest)
        do {
            return try Model(decoding: [UInt8](try read(path, digest)))
        } catch let error as ModelFormatError {
            throw ArtifactError("\(path): \(error)")
        } catch let error as ArtifactError {
            throw error
        } catch {
            throw ArtifactError("\(path): \(error)")
        }
    }

    func saveModel(_ model: any PublishedModel) throws(ArtifactError) -> ContentDigest {
        guard let model = model as? Model else { throw ArtifactError("only this program's own models can be saved") }
        do {
            return try save(model.encoded(), under: "models")
        } catch let error as ArtifactError {
            throw error
        } catch {
            throw ArtifactError("a model cannot be written: \(error)")
        }
    }

    private func path(_ kind: String, _ digest: ContentDigest) -> String {
        "\(directory)/\(kind)/\(digest.hexadecimal)"
    }

    private func read(_ path: String, _ digest: ContentDigest) throws(ArtifactError) -> Data {
        let data: Data
        do {
            data = try Data(contentsOf: URL(filePath: path))
        } catch {
            throw ArtifactError("\(path): cannot be read; restore it from a copy: \(error.localizedDescription)")
        }
        guard SHA256.digest(of: [UInt8](data)) == digest else {
            throw ArtifactError("\(path): its content has changed since it was written; restore it from a copy")
        }
        return data
    }

    private func save(_ bytes: [UInt8], under kind: String) throws -> ContentDigest {
        let digest = SHA256.digest(of: bytes)
        let path = path(kind, digest)
        guard !FileManager.default.fileExists(atPath: path) else { return digest }
        try FileManager.default.createDirectory(atPath: "\(directory)/\(kind)", withIntermediateDirectories: true)
        let temporary = "\(path).\(ProcessInfo.processInfo.processIdentifier).tmp"
        guard FileManager.default.createFile(atPath: temporary, contents: nil),
            let handle = FileHandle(forWritingAtPath: temporary)
        else { throw ArtifactError("\(temporary): cannot be written; check the folder's owner and free space") }
        do {
            try handle.write(contentsOf: Data(bytes))
            try handle.synchronize()
            try handle.close()
            guard rename(temporary, path) == 0 else { throw ArtifactError("\(path): cannot be renamed into place") }
        } catch {
            unlink(temporary)
            throw ArtifactError("\(path): cannot be written: \(error); free some space and start again")
        }
        return digest
    }
}
