import Domain
import Foundation
import Testing

@testable import flywheel

struct CommandNotifierTests {
    private static let alert = AlertRecord(
        number: 7, rule: .decay, subject: "served", severity: .page, state: .firing,
        since: Timestamp(rawValue: 1_000), value: 0.2, threshold: 0.1, count: 500, text: "accuracy .8 → .6")

    private func notify(_ command: [String]) async -> String? {
        await CommandNotifier().notify(Self.alert, of: PipelineName(rawValue: "loans"), command: command)
    }

    @Test func handsTheAlertOverAsJSON() async throws {
        let file = FileManager.default.temporaryDirectory.appending(
            path: "flywheel-alert-\(ProcessInfo.processInfo.globallyUniqueString)")

        let failure = await notify(["tee", file.path])

        #expect(failure == nil)
        let object = try JSONSerialization.jsonObject(with: Data(contentsOf: file)) as? [String: Any]
        let alert = object?["alert"] as? [String: Any]
        #expect(object?["pipeline"] as? String == "loans")
        #expect(alert?["rule"] as? String == "decay")
        #expect(alert?["text"] as? String == "accuracy .8 → .6")
        try FileManager.default.removeItem(at: file)
    }

    /// The pipe to a command that has ended is broken; that must end neither the program nor the notification.
    @Test func takesACommandThatDoesNotReadItsInput() async {
        for _ in 0..<20 {
            #expect(await notify(["true"]) == nil)
        }
    }

    @Test func saysHowACommandFailed() async {
        #expect(await notify(["false"]) == "false ended with code 1")
        #expect(await notify(["no-such-program"]) == "no-such-program ended with code 127")
        #expect(await notify([]) == nil)
    }
}
