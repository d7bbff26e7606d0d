import CPlatform
import Domain
import Foundation
import Glibc
import Synchronization

/// Runs each trial in a `flywheel worker` process of its own, on a thread that waits for it.
struct WorkerPool: TrialExecutor {
    /// How long a worker may take from its last word to its end.
    private static let millisecondsToEnd: Int32 = 1_000

    let executable: String
    let artifactDirectory: String
    /// Where learners of the user's own run.
    var workspace = "."

    func run(_ assignment: TrialAssignment, progress: @escaping @Sendable (Double) -> Void) async -> TrialReport {
        let child = ChildHandle()
        return await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let thread = Thread {
                    flywheel_survive_broken_pipes()
                    continuation.resume(returning: supervise(assignment, child, progress))
                }
                thread.stackSize = 1 << 20
                thread.start()
            }
        } onCancel: {
            child.kill()
        }
    }

    private func supervise(
        _ assignment: TrialAssignment, _ handle: ChildHandle, _ progress: @escaping @Sendable (Double) -> Void
    ) -> TrialReport {
        let start = ContinuousClock.now
        func report(_ outcome: TrialOutcome, cpu: Double, peak: Int64, answer: Double? = nil) -> TrialReport {
            let wall = start.duration(to: .now)
            let seconds = Double(wall.components.seconds) + Double(wall.components.attoseconds) / 1e18
            return TrialReport(
                lease: assignment.lease, outcome: outcome,
                cost: TrialCost(
                    wallSeconds: seconds, cpuSeconds: cpu, peakBytes: peak, host: ProcessInfo.processInfo.hostName,
                    answerNanoseconds: answer))
        }
        var child = flywheel_child()
        let failed = spawn(&child)
        guard failed == 0 else {
            return report(
                .failed(.crashed, message: "cannot start a worker: \(String(cString: strerror(failed)))"), cpu: 0,
                peak: 0)
        }
        handle.started(child.pid)
        let end = Conversation(child: child, assignment: assignment, progress: progress).run()
        flywheel_await_end(child.pid, end.stop == nil ? Self.millisecondsToEnd : 0)
        handle.ended()
        var exit = flywheel_exit()
        let reaped = flywheel_reap(child.pid, &exit)
        let outcome = end.outcome ?? .failed(failure(end, exit), message: words(end, exit, assignment, reaped))
        return report(outcome, cpu: exit.cpu_seconds, peak: end.peakBytes, answer: end.answerNanoseconds)
    }

    private func failure(_ end: Conversation.End, _ exit: flywheel_exit) -> TrialFailure {
        switch end.stop {
        case .timeLimit: .timedOut
        case .memoryLimit: .outOfMemory
        case .badOutput: .crashed
        case nil: exit.status == -SIGKILL || exit.status == -SIGTERM ? .killed : .crashed
        }
    }

    private func words(
        _ end: Conversation.End, _ exit: flywheel_exit, _ assignment: TrialAssignment, _ reaped: Int32
    ) -> String {
        switch end.stop {
        case .timeLimit: "no result within \(assignment.wallSecondsLimit) s"
        case .memoryLimit: "over \(assignment.memoryBytesLimit / 1_048_576) MiB of memory"
        case .badOutput: "the worker wrote a line that is not of the protocol"
        case nil where reaped != 0: "worker lost: \(String(cString: strerror(reaped)))"
        case nil where exit.status < 0: "signal \(-exit.status)"
        case nil: "ended with code \(exit.status) before its result"
        }
    }

    private func spawn(_ child: inout flywheel_child) -> Int32 {
        // libgomp spins unless told not to before it is loaded; one thread a worker leaves the other core to the engine.
        var environment = ProcessInfo.processInfo.environment
        environment["OMP_WAIT_POLICY"] = "passive"
        environment["OMP_NUM_THREADS"] = "1"
        let words = [executable, "worker", "--artifacts", artifactDirectory, "--workspace", workspace]
        var arguments: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) } + [nil]
        var variables: [UnsafeMutablePointer<CChar>?] =
            environment.sorted { $0.key < $1.key }.map { strdup("\($0.key)=\($0.value)") } + [nil]
        defer {
            for pointer in arguments { free(pointer) }
            for pointer in variables { free(pointer) }
        }
        return flywheel_spawn(&arguments, &variables, &child)
    }
}
