import CPlatform
import Dispatch
import Domain
import Foundation
import Glibc
import Synchronization

/// One worker process with the thread that starts it, waits for its trial, talks to it and waits for its end.
///
/// The kernel ends the worker with that thread, so that the two are one.
final class WorkerSeat: Sendable {
    struct Job: Sendable {
        var assignment: TrialAssignment
        var start: ContinuousClock.Instant
        var child: ChildHandle
        var progress: @Sendable (Double) -> Void
        var tell: @Sendable (TrialReport, WorkerTimes) -> Void
    }

    private enum State {
        case free
        case taken(Job)
        /// Waited too long, or its worker ended by itself.
        case over
    }

    /// How long a worker may take from its last word to its end.
    private static let millisecondsToEnd: Int32 = 1_000

    private let launch: WorkerLaunch
    /// Whether its worker was started before there was a trial for it.
    private let waited: Bool
    private let silenceLimit: Duration
    private let state = Mutex(State.free)
    private let called = DispatchSemaphore(value: 0)

    /// Starts the worker; without a trial for so long it goes.
    init(_ launch: WorkerLaunch, silenceLimit: Duration, idleSeconds: Int, isAhead: Bool) {
        self.launch = launch
        waited = isAhead
        self.silenceLimit = silenceLimit
        let thread = Thread { [self] in
            flywheel_survive_broken_pipes()
            sit(idleSeconds)
        }
        thread.stackSize = 1 << 20
        thread.start()
    }

    /// Gives it the trial that it was started for; false where it is gone, or has one.
    func take(_ job: Job) -> Bool {
        let isTaken = state.withLock { state in
            guard case .free = state else { return false }
            state = .taken(job)
            return true
        }
        if isTaken { called.signal() }
        return isTaken
    }

    private func sit(_ idleSeconds: Int) {
        var child = flywheel_child()
        let failed = launch.spawn(&child)
        _ = called.wait(timeout: .now() + .seconds(idleSeconds))
        let job: Job? = state.withLock { state in
            defer { if case .free = state { state = .over } }
            if case .taken(let job) = state { return job }
            return nil
        }
        guard failed == 0 else {
            job?.tell(cannotStart: failed)
            return
        }
        if let job { return work(job, child) }
        leave(child)
    }

    /// Lets a worker without a trial end.
    private func leave(_ child: flywheel_child) {
        close(child.input)
        close(child.output)
        flywheel_await_end(child.pid, Self.millisecondsToEnd)
        var exit = flywheel_exit()
        _ = flywheel_reap(child.pid, &exit)
    }

    private func work(_ job: Job, _ child: flywheel_child) {
        guard var ending = talk(job, child) else { return }
        if waited, ending.end.hasNotBegun, !job.child.isCancelled {
            // It ended while it waited: the trial has done nothing yet, and gets another one.
            var other = flywheel_child()
            let failed = launch.spawn(&other)
            guard failed == 0 else { return job.tell(cannotStart: failed) }
            guard let second = talk(job, other) else { return }
            ending = second
        }
        job.tell(ending.outcome, ending.end, cpuSeconds: ending.exit.cpu_seconds)
    }

    /// The whole conversation with a worker, until it is gone; nil where its result was told.
    ///
    /// A result is told at once: nothing waits for the worker's end, which may take the kernel a while.
    private func talk(_ job: Job, _ child: flywheel_child) -> WorkerEnding? {
        job.child.started(child.pid)
        var conversation = Conversation(
            child: child, assignment: job.assignment, silenceLimit: silenceLimit,
            supplies: launch.remoteArtifacts.map { WorkerSupplies(FileArtifacts(directory: $0), job.assignment) },
            progress: job.progress)
        let end = conversation.run()
        if let outcome = end.outcome { job.tell(outcome, end, cpuSeconds: end.cost.cpuSeconds) }
        flywheel_await_end(child.pid, end.stop == nil ? Self.millisecondsToEnd : 0)
        job.child.ended()
        var exit = flywheel_exit()
        let lost = flywheel_reap(child.pid, &exit)
        guard end.outcome == nil else { return nil }
        return WorkerEnding(
            end: end, exit: exit, lost: lost, assignment: job.assignment, silenceLimit: silenceLimit)
    }
}

extension WorkerSeat.Job {
    /// A worker that was never there.
    fileprivate func tell(cannotStart error: Int32) {
        let outcome = TrialOutcome.failed(
            .crashed, message: "cannot start a worker: \(String(cString: strerror(error)))")
        tell(outcome, Conversation.End(), cpuSeconds: 0)
    }

    fileprivate func tell(_ outcome: TrialOutcome, _ end: Conversation.End, cpuSeconds: Double) {
        let total = start.duration(to: .now) / .seconds(1)
        let cost = TrialCost(
            wallSeconds: total, cpuSeconds: cpuSeconds, peakBytes: end.cost.peakBytes,
            host: end.host ?? WorkerPool.host, answerNanoseconds: end.cost.answerNanoseconds)
        func seconds(_ from: ContinuousClock.Instant?, _ to: ContinuousClock.Instant?) -> Double? {
            guard let from, let to else { return nil }
            return from.duration(to: to) / .seconds(1)
        }
        tell(
            TrialReport(lease: assignment.lease, outcome: outcome, cost: cost),
            WorkerTimes(
                firstWord: seconds(start, end.firstWord), handOver: seconds(end.firstWord, end.begun),
                training: end.cost.trainingSeconds, saving: end.cost.savingSeconds, total: total))
    }
}
