import Dispatch
import Domain
import Foundation
import Serving
import Synchronization

/// Callers that ask for predictions and tell labels, and a person that steers, until the engine is gone.
final class KillCallers: Sendable {
    private static let callers = 4
    private static let pauseMicroseconds: UInt32 = 4_000

    private let ledger: KillLedger
    private let port: Int
    private let socket: String
    private let ended = DispatchSemaphore(value: 0)
    private let isOver = Mutex(false)

    /// Begins; everything that is chosen at random follows the seed.
    init(_ engine: ServedEngine, _ ledger: KillLedger, seed: UInt64) {
        self.ledger = ledger
        port = engine.port
        socket = engine.state.appending(path: "engine.sock").path
        for place in 0..<UInt64(Self.callers) {
            Thread.detachNewThread { [self] in
                var generator = SeededGenerator(seed: seed &* 31 &+ place)
                // The connection's end is the engine's.
                try? call(&generator)
                ended.signal()
            }
        }
        Thread.detachNewThread { [self] in
            var generator = SeededGenerator(seed: seed &* 31 &+ 17)
            try? steer(&generator, seed: seed)
            ended.signal()
        }
    }

    /// Returns when all have noticed that the engine is gone.
    func awaitEnd() {
        isOver.withLock { $0 = true }
        for _ in 0...Self.callers { ended.wait() }
    }

    private func call(_ generator: inout SeededGenerator) throws {
        let connection = try HTTPConnection(port: port)
        while true {
            let unit = "user \(generator.next() % 500)"
            let answer = try connection.ask(
                "POST", "/v2/models/stream/infer", ServingWorkspaces.turningRequest(unit: unit))
            guard let id = id(of: answer) else { continue }
            let truth = generator.next() % 20 == 0 ? "0" : "1"
            try tell(truth, of: id, connection, isCorrection: false)
            if generator.next() % 20 == 0 { try tell(truth == "0" ? "1" : "0", of: id, connection, isCorrection: true) }
            usleep(Self.pauseMicroseconds)
        }
    }

    private func id(of answer: HTTPConnection.Answer) -> Int64? {
        guard answer.status == 200,
            let id = answer.body.firstMatch(of: /"prediction_id":"stream\.(\d+)"/).flatMap({ Int64($0.1) })
        else {
            // Before the first version is trained, the model is not ready.
            if answer.status != 503 { ledger.surprise("a prediction: \(answer.status) \(answer.body)") }
            return nil
        }
        let rollout = answer.body.firstMatch(of: /"rollout":(\d+)/).flatMap { Int($0.1) }
        let version = answer.body.firstMatch(of: /"model_version":"v?(\d+)"/).flatMap { Int($0.1) }
        let isCandidate = answer.body.contains("\"arm\":\"candidate\"")
        ledger.note { told in
            told.predictions.insert(id)
            if isCandidate, let rollout, let version { told.served[rollout] = ModelVersion(rawValue: version) }
        }
        return id
    }

    private func tell(_ truth: String, of id: Int64, _ connection: HTTPConnection, isCorrection: Bool) throws {
        let body = #"{"id":"stream.\#(id)","truth":"\#(truth)"\#(isCorrection ? #","supersedes":true"# : "")}"#
        // From here on, the store may hold the correction of an acknowledged label, acknowledged or not.
        if isCorrection { ledger.note { $0.labels[id]?.insert(truth) } }
        let answer = try connection.ask("POST", "/v2/models/stream/feedback", body)
        guard answer.status == 202 else { return ledger.surprise("a label: \(answer.status) \(answer.body)") }
        ledger.note { $0.labels[id] = [truth] }
    }

    private func steer(_ generator: inout SeededGenerator, seed: UInt64) throws {
        var number = 0
        while !isOver.withLock({ $0 }) {
            usleep(UInt32(10_000 + generator.next() % 50_000))
            guard let client = try? ControlClient(path: socket), let pipeline = client.snapshot().pipelines.first,
                let command = command(pipeline, &generator)
            else { continue }
            number += 1
            let reason = "order \(seed)/\(number)."
            let intent = Intent(
                pipeline: pipeline.name, command: command, user: "bench", reason: reason,
                time: Timestamp(rawValue: Int64(Date().timeIntervalSince1970 * 1_000)))
            if isDone(intent, client) { ledger.note { $0.orders.append(reason) } }
        }
    }

    private func isDone(_ intent: Intent, _ client: ControlClient) -> Bool {
        let answered = DispatchSemaphore(value: 0)
        let reply = Locked<IntentReply?>(nil)
        Task.detached {
            let answer = try? await client.send(intent)
            reply.withLock { $0 = answer }
            answered.signal()
        }
        answered.wait()
        guard case .done? = reply.withLock({ $0 }) else { return false }
        return true
    }

    /// Something that a person may want now.
    private func command(_ pipeline: PipelineSnapshot, _ generator: inout SeededGenerator) -> Command? {
        let draw = generator.next() % 10
        guard let canary = pipeline.canary, !canary.record.state.isEnded else {
            if pipeline.automation != .on { return .resumeAutomation }
            guard draw == 0, let last = pipeline.canary else { return draw < 6 ? .retrain : nil }
            return .retry(rollout: last.record.number, revision: last.revision, version: last.record.candidate)
        }
        let (rollout, revision) = (canary.record.number, canary.revision)
        switch draw {
        case 0, 1: return .rollBack(version: canary.record.candidate)
        case 2: return .hold(rollout: rollout, revision: revision)
        case 3, 4: return .resume(rollout: rollout, revision: revision)
        case 5, 6: return .nextStep(rollout: rollout, revision: revision)
        case 7: return .promoteFull(rollout: rollout, revision: revision, version: canary.record.candidate)
        case 8: return .pauseAutomation
        default: return .resumeAutomation
        }
    }
}
