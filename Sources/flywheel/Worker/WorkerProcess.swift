import CPlatform
import Domain
import Foundation
import Glibc
import Learning

/// The worker's side: reads one trial, trains it, writes the model, reports.
///
/// It dies with its parent.
struct WorkerProcess {
    let artifacts: FileArtifacts
    /// The way to the engine's artifacts, for one that shares no folder with it.
    private let link: RemoteLink?
    private let voice = WorkerVoice()

    init(artifacts: FileArtifacts) {
        self.artifacts = artifacts
        link = nil
    }

    /// One that is sent what it lacks, and keeps it.
    init(cache: WorkerCache) {
        artifacts = cache.artifacts
        link = RemoteLink(cache: cache, voice: voice)
    }

    func run() throws {
        var start = ContinuousClock.now
        _ = flywheel_die_with_parent(getppid())
        try voice.say(.hello(version: WorkerMessage.version, host: ProcessInfo.processInfo.hostName))
        voice.beginToBeat()
        if !Self.isTrialWaiting {
            Self.warmUp()
            Self.awaitTrial()
            start = .now
        }
        // An engine that has no trial for it closes its input.
        guard let line = readLine() else { return }
        guard case .trial(let assignment) = try WorkerMessage(line: Data(line.utf8)) else {
            throw ArtifactError("flywheel worker reads one trial as a JSON line from its standard input")
        }
        resetPeakMemory()
        let programs = WorkerPrograms(
            artifacts.programs,
            limits: ProgramSession.Limits(
                deadline: start.advanced(by: .seconds(Self.limit(of: assignment))), bytes: assignment.memoryBytesLimit))
        var held: [LabelledEvent] = []
        var (outcome, cost) = outcome(of: assignment, programs, &held)
        cost.peakBytes = peakBytes() + programs.peakBytes
        programs.end()
        cost.cpuSeconds = Self.processorSeconds
        try voice.say(.result(lease: assignment.lease, outcome, cost))
        // The kernel takes everything back at once.
        withExtendedLifetime(held) { _exit(0) }
    }

    /// Seconds that a program may take: a little fewer than the worker, which is to say why it took too long.
    private static func limit(of assignment: TrialAssignment) -> Double {
        assignment.wallSecondsLimit - min(1, assignment.wallSecondsLimit / 4)
    }

    private static var isTrialWaiting: Bool {
        var input = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
        return poll(&input, 1, 0) > 0
    }

    /// Waits until there is something to read, or nothing will come.
    private static func awaitTrial() {
        var input = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
        while poll(&input, 1, -1) < 0, errno == EINTR {}
    }

    /// What the first trial of a process would wait for: code that is loaded when it is used first.
    private static func warmUp() {
        do {
            let sample = TrialAssignment(
                lease: "", specification: .blend(of: [], seed: 0), task: .regression, columns: [],
                features: FeatureDefinition(), labelDelay: .zero, dataset: SHA256.digest(of: [UInt8]()), slices: [],
                lossScale: 1, wallSecondsLimit: 0, memoryBytesLimit: 0)
            _ = try WorkerMessage(line: WorkerMessage.trial(sample).line())
        } catch {
            // The trial itself will say what is wrong.
            return
        }
    }

    /// How the trial ends, and what it took; `held` are its rows, which nobody waits to be freed.
    private func outcome(
        of assignment: TrialAssignment, _ programs: WorkerPrograms, _ held: inout [LabelledEvent]
    ) -> (outcome: TrialOutcome, cost: WorkerCost) {
        var cost = WorkerCost()
        do {
            try link?.fetch(for: assignment)
            let dataset = try artifacts.loadDataset(assignment.dataset)
            held = dataset
            var base: Model?
            if let digest = assignment.base { base = try artifacts.loadModel(digest) as? Model }
            let members = try assignment.memberModels.compactMap { try artifacts.loadModel($0) as? Model }
            try voice.say(.begun(lease: assignment.lease))
            let start = ContinuousClock.now
            let ending = try TrialRunner.run(
                assignment, dataset: dataset, base: base, members: members, programs: programs
            ) { done in
                reportProgress(done, lease: assignment.lease)
            }
            cost.trainingSeconds = start.duration(to: .now) / .seconds(1)
            switch ending {
            case .stopped(let curve):
                return (.stopped(curve: curve), cost)
            case .completed(let result):
                let trained = ContinuousClock.now
                let bytes = try result.model.encoded()
                let outcome = TrialOutcome.completed(
                    score: result.score, model: try handOver(bytes), bytes: bytes.count,
                    trainedRows: result.trainedRows, curve: result.curve, votes: result.votes)
                cost.savingSeconds = trained.duration(to: .now) / .seconds(1)
                cost.answerNanoseconds = AnswerTime.nanoseconds(
                    of: result.model, on: dataset.lazy.map(\.event).reversed())
                return (outcome, cost)
            }
        } catch let error as TrialError {
            return (.failed(error.failure, message: error.message), cost)
        } catch let error as ArtifactError {
            // A full disk is not the trial's fault: with room it would go through.
            return (.failed(error.isDiskFull ? .diskFull : .crashed, message: error.description), cost)
        } catch {
            return (.failed(.invalid, message: "\(error)"), cost)
        }
    }

    /// Leaves the model where the engine finds it, or sends it.
    private func handOver(_ model: [UInt8]) throws -> ContentDigest {
        guard let link else { return try artifacts.saveModel(model) }
        let digest = SHA256.digest(of: model)
        try link.send(model, digest)
        return digest
    }

    /// A parent that no longer listens is noticed at the next beat.
    private func reportProgress(_ done: Double, lease: String) {
        let percent = Int(done * 100)
        guard percent % 10 == 0 else { return }
        do {
            try voice.say(.point(lease: lease, done: done))
        } catch {
            exit(1)
        }
    }

    /// Of this process and of the programs that it started and that have ended.
    private static var processorSeconds: Double {
        [RUSAGE_SELF, RUSAGE_CHILDREN].reduce(0) { sum, whose in
            var usage = rusage()
            getrusage(Int32(whose.rawValue), &usage)
            let times = [usage.ru_utime, usage.ru_stime]
            return sum + times.reduce(0) { $0 + Double($1.tv_sec) + Double($1.tv_usec) * 1e-6 }
        }
    }

    /// A child starts with its parent's peak; writing 5 here makes the kernel count anew.
    private func resetPeakMemory() {
        guard let handle = FileHandle(forWritingAtPath: "/proc/self/clear_refs") else { return }
        handle.write(Data("5".utf8))
    }

    private func peakBytes() -> Int64 {
        guard let status = FileManager.default.contents(atPath: "/proc/self/status") else { return 0 }
        let line = String(decoding: status, as: UTF8.self).split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
        return (line?.split(separator: " ").dropFirst().first).flatMap { Int64($0) }.map { $0 * 1_024 } ?? 0
    }
}
