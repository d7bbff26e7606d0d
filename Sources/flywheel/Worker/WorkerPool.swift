import CSystem
import Domain
import Foundation
import Glibc
import Synchronization

/// Runs each trial in a `flywheel worker` process of its own, on a thread that waits for it.
struct WorkerPool: TrialExecutor {
    let executable: String
    let artifactDirectory: String

    func run(_ assignment: TrialAssignment, progress: @escaping @Sendable (Double) -> Void) async -> TrialReport {
        let child = ChildHandle()
        return await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let thread = Thread {
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
        func report(_ outcome: TrialOutcome, cpu: Double, peak: Int64) -> TrialReport {
            let wall = start.duration(to: .now)
            let seconds = Double(wall.components.seconds) + Double(wall.components.attoseconds) / 1e18
            return TrialReport(
                lease: assignment.lease, outcome: outcome,
                cost: TrialCost(
                    wallSeconds: seconds, cpuSeconds: cpu, peakBytes: peak, host: ProcessInfo.processInfo.hostName))
        }
        var child = flywheel_child()
        let failed = spawn(&child)
        guard failed == 0 else {
            return report(
                .failed(.crashed, message: "cannot start a worker: \(String(cString: strerror(failed)))"), cpu: 0,
                peak: 0)
        }
        handle.started(child.pid)
        let conversation = Conversation(child: child, assignment: assignment, progress: progress)
        let end = conversation.run { handle.kill() }
        var exit = flywheel_exit()
        let waited = flywheel_wait(child.pid, &exit)
        handle.ended()
        close(child.output)
        let outcome = end.outcome ?? classify(end, exit, waited: waited, handle)
        return report(outcome, cpu: exit.cpu_seconds, peak: end.peakBytes)
    }

    private func classify(
        _ end: Conversation.End, _ exit: flywheel_exit, waited: Int32, _ handle: ChildHandle
    ) -> TrialOutcome {
        switch end.stopped {
        case .timeLimit: return .failed(.timedOut, message: "no result within the time limit")
        case .memoryLimit: return .failed(.outOfMemory, message: "over the memory limit")
        case nil: break
        }
        if waited != 0 { return .failed(.crashed, message: "worker lost: \(String(cString: strerror(waited)))") }
        if exit.status == -SIGKILL || exit.status == -SIGTERM {
            return .failed(.killed, message: "signal \(-exit.status)")
        }
        if exit.status < 0 { return .failed(.crashed, message: "signal \(-exit.status)") }
        return .failed(.crashed, message: "ended with code \(exit.status) before its result")
    }

    private func spawn(_ child: inout flywheel_child) -> Int32 {
        // libgomp spins unless told not to before it is loaded; one thread a worker leaves the other core to the engine.
        var environment = ProcessInfo.processInfo.environment
        environment["OMP_WAIT_POLICY"] = "passive"
        environment["OMP_NUM_THREADS"] = "1"
        let words = [executable, "worker", "--artifacts", artifactDirectory]
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

/// The child that a cancellation kills, from any thread; a process that has been reaped is never signalled.
final class ChildHandle: Sendable {
    private enum State {
        case waiting
        case running(pid_t)
        case over
        case cancelled
    }

    private let state = Mutex(State.waiting)

    func started(_ pid: pid_t) {
        state.withLock { state in
            if case .cancelled = state { Glibc.kill(pid, SIGKILL) }
            state = .running(pid)
        }
    }

    func ended() {
        state.withLock { $0 = .over }
    }

    func kill() {
        state.withLock { state in
            switch state {
            case .running(let pid): _ = Glibc.kill(pid, SIGKILL)
            case .waiting: state = .cancelled
            case .over, .cancelled: break
            }
        }
    }
}
