import Domain
import Foundation
import Learning

/// What the engine gives a remote worker, and takes from it: the datasets and models of one trial, and its new model.
struct WorkerSupplies {
    /// A file whose pieces are being sent.
    private struct Sending {
        var digest: ContentDigest
        var content: Data
        var offset: Int
    }

    private let artifacts: FileArtifacts
    /// All that the trial is made of: nothing else is handed out.
    private let needed: Set<ContentDigest>
    private var sendings: [Sending] = []
    private var model: ArtifactAssembly

    init(_ artifacts: FileArtifacts, _ assignment: TrialAssignment) {
        self.artifacts = artifacts
        needed = Set([assignment.dataset] + [assignment.base].compactMap(\.self) + assignment.memberModels)
        model = ArtifactAssembly(most: Int(clamping: min(assignment.memoryBytesLimit, 1 << 30)))
    }

    /// Begins to send what the worker lacks.
    ///
    /// - Returns: A line to send at once, where there is no such file; nil else.
    /// - Throws: ``ArtifactAssembly/Problem`` where it is no part of the trial.
    mutating func need(_ kind: ArtifactFile.Kind, _ digest: ContentDigest) throws -> Data? {
        guard needed.contains(digest), sendings.count < needed.count else {
            throw ArtifactAssembly.Problem(description: "it asks for \(digest.short), which is no part of its trial")
        }
        let file = ImmutableFile(path: "\(artifacts.directory)/\(kind.rawValue)/\(digest.hexadecimal)")
        do {
            sendings.append(Sending(digest: digest, content: try file.read(), offset: 0))
            return nil
        } catch {
            return try WorkerMessage.missing(digest).line()
        }
    }

    /// The next line to send; nil where none waits.
    mutating func nextLine() throws -> Data? {
        guard let sending = sendings.first else { return nil }
        let piece = ArtifactPiece(of: sending.content, sending.digest, from: sending.offset)
        if let next = piece.next { sendings[0].offset = next } else { sendings.removeFirst() }
        return try WorkerMessage.piece(piece).line()
    }

    mutating func take(_ piece: ArtifactPiece) throws {
        try model.add(piece)
    }

    /// Stores the new model where it is the one that the result names.
    ///
    /// - Throws: ``ArtifactAssembly/Problem`` where it is not, or cannot be read; ``ArtifactError`` where it cannot be stored.
    func store(_ named: ContentDigest, bytes count: Int) throws {
        let content = try [UInt8](model.content(named))
        guard content.count == count else {
            throw ArtifactAssembly.Problem(description: "its model has \(content.count) bytes, not \(count)")
        }
        do {
            _ = try Model(decoding: content)
        } catch {
            throw ArtifactAssembly.Problem(description: "its model cannot be read: \(error)")
        }
        _ = try artifacts.saveModel(content)
    }
}
