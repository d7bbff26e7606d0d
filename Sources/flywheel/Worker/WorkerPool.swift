import CPlatform
import Domain
import Foundation
import Glibc
import Synchronization

/// Runs each trial in a `flywheel worker` process of its own, on a thread that waits for it.
struct WorkerPool: TrialExecutor {
    /// The worker that was started for the next trial.
    private final class Standby: Sendable {
        private let seat = Mutex<WorkerSeat?>(nil)

        func exchange(for next: WorkerSeat?) -> WorkerSeat? {
            seat.withLock { seat in
                defer { seat = next }
                return seat
            }
        }
    }

    /// Looked up once: a name server may be slow.
    static let host = ProcessInfo.processInfo.hostName

    private static let idleSeconds = 60

    private let launch: WorkerLaunch
    /// How long a worker may give no sign of life.
    private let silenceLimit: Duration
    /// Whether a worker is started ahead for the trial that follows: it then waits for no program to be loaded.
    ///
    /// It goes again where none follows within a minute.
    private let keepsStandby: Bool
    private let standby = Standby()

    /// Workers of this machine.
    ///
    /// - Parameters:
    ///   - executable: This program.
    ///   - artifactDirectory: With `datasets` and `models`.
    ///   - workspace: Where learners of the user's own run.
    ///   - silenceLimit: How long a worker may give no sign of life.
    ///   - keepsStandby: Whether a worker is started ahead for the trial that follows.
    init(
        executable: String, artifactDirectory: String, workspace: String = ".", silenceLimit: Duration = .seconds(20),
        keepsStandby: Bool = false
    ) {
        launch = WorkerLaunch(
            words: [executable, "worker", "--artifacts", artifactDirectory, "--workspace", workspace])
        self.silenceLimit = silenceLimit
        self.keepsStandby = keepsStandby
    }

    /// Workers of another machine, which are given what they lack of the artifacts.
    init(
        _ remote: RemoteWorkers, artifacts: String, silenceLimit: Duration = .seconds(20), keepsStandby: Bool = false
    ) {
        launch = WorkerLaunch(words: remote.command, remoteArtifacts: artifacts)
        self.silenceLimit = silenceLimit
        self.keepsStandby = keepsStandby
    }

    func run(_ assignment: TrialAssignment, progress: @escaping @Sendable (Double) -> Void) async -> TrialReport {
        await timed(assignment, progress: progress).report
    }

    /// Runs a trial and tells where its time went.
    func timed(
        _ assignment: TrialAssignment, progress: @escaping @Sendable (Double) -> Void
    ) async -> (report: TrialReport, times: WorkerTimes) {
        let child = ChildHandle()
        let start = ContinuousClock.now
        return await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let job = WorkerSeat.Job(assignment: assignment, start: start, child: child, progress: progress) {
                    continuation.resume(returning: ($0, $1))
                }
                seat(job)
            }
        } onCancel: {
            child.kill()
        }
    }

    private func seat(_ job: WorkerSeat.Job) {
        let waiting = standby.exchange(for: keepsStandby ? newSeat(isAhead: true) : nil)
        if let waiting, waiting.take(job) { return }
        // One that nobody knows yet cannot be taken.
        _ = newSeat(isAhead: false).take(job)
    }

    private func newSeat(isAhead: Bool) -> WorkerSeat {
        WorkerSeat(launch, silenceLimit: silenceLimit, idleSeconds: Self.idleSeconds, isAhead: isAhead)
    }
}
