import Domain
import Foundation

/// A part of a dataset's or a model's bytes on its way between the engine and a remote worker.
struct ArtifactPiece: Codable, Sendable {
    /// Bytes of one piece at most: its line stays far below what is taken as one.
    static let longest = 262_144

    var digest: ContentDigest
    /// Where it begins.
    var offset: Int
    /// Bytes of the whole.
    var total: Int
    var bytes: Data

    /// The piece of a content that begins at an offset.
    init(of content: Data, _ digest: ContentDigest, from offset: Int) {
        self.digest = digest
        self.offset = offset
        total = content.count
        let start = content.startIndex + offset
        bytes = Data(content[start..<min(start + Self.longest, content.endIndex)])
    }

    /// Where the next one begins; nil after the last.
    var next: Int? { offset + bytes.count < total ? offset + bytes.count : nil }
}

/// A content that comes piece by piece.
struct ArtifactAssembly {
    /// What is wrong with a piece, or with the whole.
    struct Problem: Error, CustomStringConvertible {
        var description: String
    }

    /// Bytes of the whole at most.
    let most: Int
    private var digest: ContentDigest?
    private var total = 0
    private var bytes = Data()

    init(most: Int) {
        self.most = most
    }

    /// Takes the next piece in.
    ///
    /// - Throws: ``Problem`` where it does not follow the one before, or the whole is too large.
    mutating func add(_ piece: ArtifactPiece) throws(Problem) {
        if piece.offset == 0, bytes.isEmpty { (digest, total) = (piece.digest, piece.total) }
        guard piece.digest == digest, piece.total == total, piece.offset == bytes.count,
            piece.bytes.count <= ArtifactPiece.longest, bytes.count + piece.bytes.count <= total
        else { throw Problem(description: "a piece does not follow the one before") }
        guard total <= most else { throw Problem(description: "\(total) bytes are more than the \(most) allowed") }
        bytes.append(piece.bytes)
    }

    /// Whether all pieces are there.
    var isWhole: Bool { digest != nil && bytes.count == total }

    /// The bytes, whose digest is as it was promised.
    ///
    /// - Throws: ``Problem`` where some are missing, or they are others.
    func content(_ wanted: ContentDigest) throws(Problem) -> Data {
        guard digest == wanted, isWhole else { throw Problem(description: "\(wanted.short) did not come whole") }
        guard SHA256.digest(of: bytes) == wanted else {
            throw Problem(description: "what came as \(wanted.short) has another SHA-256")
        }
        return bytes
    }
}
