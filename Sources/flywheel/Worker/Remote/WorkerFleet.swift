import Domain
import Foundation
import Synchronization

/// Gives trials to remote workers while they have room, and does the rest here.
///
/// What becomes a version is trained here alone: refits, the first version, checks, and whatever a program of the user's own
/// learns, whose files are here. A remote worker that fails costs no trial: it is done here, and the worker rests a while.
final class WorkerFleet: TrialExecutor {
    private struct Standing {
        var running = 0
        var failures = 0
        var restsUntil: ContinuousClock.Instant?
    }

    private static let firstRestSeconds = 30.0
    private static let longestRestSeconds = 600.0

    private let here: WorkerPool
    private let sites: [(workers: RemoteWorkers, pool: WorkerPool)]
    private let standings: Mutex<[Standing]>
    private let tell: @Sendable (String) -> Void

    /// - Parameters:
    ///   - here: The workers of this machine.
    ///   - remote: The others, in the order in which they are filled.
    ///   - artifacts: From where those are given what they lack, and where their models go.
    ///   - silenceLimit: How long a remote worker may give no sign of life.
    ///   - tell: Hears of each that failed.
    init(
        here: WorkerPool, remote: [RemoteWorkers], artifacts: String, silenceLimit: Duration = .seconds(20),
        tell: @escaping @Sendable (String) -> Void
    ) {
        self.here = here
        sites = remote.map { workers in
            (workers, WorkerPool(workers, artifacts: artifacts, silenceLimit: silenceLimit, keepsStandby: true))
        }
        standings = Mutex(Array(repeating: Standing(), count: remote.count))
        self.tell = tell
    }

    func run(_ assignment: TrialAssignment, progress: @escaping @Sendable (Double) -> Void) async -> TrialReport {
        guard Self.mayGo(assignment), let place = take() else { return await here.run(assignment, progress: progress) }
        let report = await sites[place].pool.run(assignment, progress: progress)
        let trouble = Task.isCancelled ? nil : Self.trouble(report)
        giveBack(place, failed: trouble != nil)
        guard let trouble else { return report }
        tell("\(sites[place].workers.name): \(assignment.lease) failed there (\(trouble)); it is done here")
        return await here.run(assignment, progress: progress)
    }

    /// Whether a trial may be done elsewhere: it is scored, so that nothing is a version by it.
    static func mayGo(_ assignment: TrialAssignment) -> Bool {
        let recipes = [assignment.specification] + assignment.specification.chosenMembers.map(\.specification)
        return assignment.slices.contains { !$0.validationRows.isEmpty } && recipes.allSatisfy { $0.program == nil }
    }

    /// What was wrong with the worker or the way to it; nil where the trial itself ended so.
    private static func trouble(_ report: TrialReport) -> String? {
        guard case .failed(let failure, let message) = report.outcome else { return nil }
        switch failure {
        case .crashed, .killed, .stuck, .diskFull: return "\(failure.rawValue): \(message)"
        case .timedOut, .outOfMemory, .cancelled, .notFinite, .invalid, .leak, .noGain: return nil
        }
    }

    private func take() -> Int? {
        standings.withLock { standings in
            let place = standings.indices.first { place in
                let standing = standings[place]
                return standing.running < sites[place].workers.slots && standing.restsUntil.map { .now > $0 } ?? true
            }
            if let place { standings[place].running += 1 }
            return place
        }
    }

    private func giveBack(_ place: Int, failed: Bool) {
        standings.withLock { standings in
            standings[place].running -= 1
            guard failed else {
                standings[place].failures = 0
                return
            }
            let seconds = Self.firstRestSeconds * Double(1 << min(standings[place].failures, 5))
            standings[place].failures += 1
            standings[place].restsUntil = .now.advanced(by: .seconds(min(seconds, Self.longestRestSeconds)))
        }
    }
}
