import Domain
import Foundation

/// The worker protocol: one JSON object a line, on standard input and output.
///
/// The worker says hello first, and from then on a beat each second until its end. One that shares the engine's folder finds
/// datasets there and leaves its model there; a remote one is sent what it lacks, and sends its model.
enum WorkerMessage: Codable, Sendable {
    static let version = 4

    /// Worker: which protocol it speaks, and where it runs.
    case hello(version: Int, host: String? = nil)
    /// Worker: it lives; bytes that it holds in memory.
    case beat(bytes: Int64)
    /// Engine: what to train; the dataset lies in the artifact folder.
    case trial(TrialAssignment)
    /// Remote worker: its cache lacks this.
    case need(ArtifactFile.Kind, ContentDigest)
    /// Engine: part of what the worker lacks; remote worker: part of its new model, before the result that names it.
    case piece(ArtifactPiece)
    /// Engine: what the worker lacks is not here either.
    case missing(ContentDigest)
    /// Worker: it has all that the trial needs, and begins.
    case begun(lease: String)
    /// Worker: the done share, 0–1.
    case point(lease: String, done: Double)
    /// Worker: the end, and what it took.
    case result(lease: String, TrialOutcome, WorkerCost)

    func line() throws -> Data {
        var data = try JSONEncoder().encode(self)
        data.append(UInt8(ascii: "\n"))
        return data
    }

    init(line: some DataProtocol) throws {
        self = try JSONDecoder().decode(WorkerMessage.self, from: Data(line))
    }
}

/// What a trial took its worker, by the worker's own figures.
struct WorkerCost: Codable, Sendable {
    /// The kernel's high-water mark since the trial began.
    var peakBytes: Int64 = 0
    /// Of the worker and the programs that it started.
    var cpuSeconds = 0.0
    /// Wall seconds of training and scoring alone.
    var trainingSeconds = 0.0
    /// Wall seconds until the model was stored, or sent.
    var savingSeconds = 0.0
    /// Of one row at a time; nil where nothing was trained.
    var answerNanoseconds: Double?
}
