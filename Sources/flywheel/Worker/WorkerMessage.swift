import Domain
import Foundation

/// The worker protocol: one JSON object a line, on standard input and output.
///
/// The worker says hello first.
enum WorkerMessage: Codable, Sendable {
    static let version = 3

    /// Worker: which protocol it speaks.
    case hello(version: Int)
    /// Engine: what to train; the dataset lies in the artifact folder.
    case trial(TrialAssignment)
    /// Worker: the done share, 0–1.
    case point(lease: String, done: Double)
    /// Worker: the end; peak memory is the kernel's high-water mark since the trial began, the time of an answer that of one
    /// row at a time, in nanoseconds.
    case result(lease: String, TrialOutcome, peakBytes: Int64, answerNanoseconds: Double? = nil)

    func line() throws -> Data {
        var data = try JSONEncoder().encode(self)
        data.append(UInt8(ascii: "\n"))
        return data
    }

    init(line: some DataProtocol) throws {
        self = try JSONDecoder().decode(WorkerMessage.self, from: Data(line))
    }
}
