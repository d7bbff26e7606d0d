import Domain
import Foundation
import Learning
import Synchronization

/// Where learners of the user's own run, and where files are handed to them.
struct ProgramPlace: Sendable {
    /// Numbers the folders of this process.
    private static let folders = Atomic(0)

    /// Paths in their commands are those of this folder.
    let workspace: String
    /// Holds what is handed over, as long as that takes.
    let scratch: String

    /// Gives a folder of its own to `body` and removes it afterwards.
    func withFolder<Result>(_ body: (String) throws(TrialError) -> Result) throws(TrialError) -> Result {
        let number = Self.folders.wrappingAdd(1, ordering: .relaxed).newValue
        let folder = "\(scratch)/\(ProcessInfo.processInfo.processIdentifier)-\(number)"
        do {
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        } catch {
            throw Self.problem(folder, error)
        }
        defer { remove(folder) }
        return try body(folder)
    }

    private func remove(_ folder: String) {
        do {
            try FileManager.default.removeItem(atPath: folder)
        } catch {
            // The engine removes at its next start what is left here.
            StandardError.print("\(folder) cannot be removed: \(error.localizedDescription)")
        }
    }

    func write(_ data: Data, to path: String) throws(TrialError) {
        do {
            try data.write(to: URL(filePath: path))
        } catch {
            throw Self.problem(path, error)
        }
    }

    private static func problem(_ path: String, _ error: any Error) -> TrialError {
        let isFull = (error as? CocoaError)?.code == .fileWriteOutOfSpace
        return TrialError(isFull ? .diskFull : .crashed, "\(path) cannot be written: \(error.localizedDescription)")
    }
}
