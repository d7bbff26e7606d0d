import Domain
import Foundation

/// A remote worker's way to the engine's datasets and models: asked for where its cache lacks them.
struct RemoteLink {
    private static let mostBytes = 8 << 30

    let cache: WorkerCache
    let voice: WorkerVoice

    /// Has everything that a trial is made of in the cache.
    ///
    /// - Throws: ``TrialError`` and ``ArtifactError`` where something is not to be had or to be kept.
    func fetch(for assignment: TrialAssignment) throws {
        let models = [assignment.base].compactMap(\.self) + assignment.memberModels
        var used: Set<ContentDigest> = []
        for (kind, digest) in [(ArtifactFile.Kind.dataset, assignment.dataset)] + models.map({ (.model, $0) }) {
            used.insert(digest)
            guard !cache.has(kind, digest) else { continue }
            try voice.say(.need(kind, digest))
            try cache.keep(kind, digest, try receive(digest))
        }
        cache.makeRoom(but: used)
    }

    /// Sends a new model, and keeps it where there is room: a later trial may begin from it.
    func send(_ model: [UInt8], _ digest: ContentDigest) throws {
        let content = Data(model)
        var offset: Int? = 0
        while let place = offset {
            let piece = ArtifactPiece(of: content, digest, from: place)
            try voice.say(.piece(piece))
            offset = piece.next
        }
        do {
            try cache.keep(.model, digest, content)
        } catch {
            // The engine has it.
            return
        }
    }

    private func receive(_ digest: ContentDigest) throws -> Data {
        var assembly = ArtifactAssembly(most: Self.mostBytes)
        while !assembly.isWhole {
            guard let line = readLine() else {
                throw ArtifactError("the engine went away before \(digest.short) had come")
            }
            switch try WorkerMessage(line: Data(line.utf8)) {
            case .piece(let piece): try assembly.add(piece)
            case .missing(let missing): throw ArtifactError("the engine has no \(missing.short) any more")
            default: throw ArtifactError("the engine sent something that is no piece of \(digest.short)")
            }
        }
        return try assembly.content(digest)
    }
}
