import Foundation
import Testing

@testable import flywheel

/// `remote_workers` of a workspace's settings.
struct RemoteWorkersSectionTests {
    private let scratch: ScratchWorkspace

    init() throws {
        scratch = try ScratchWorkspace()
    }

    private func read(_ text: String) throws -> (definition: WorkspaceDefinition, problems: [String]) {
        try scratch.folder.write(text + "\n", to: "flywheel.yaml")
        let (definition, problems, _) = WorkspaceFile(workspace: scratch.folder.path).read()
        return (definition, problems.map(\.description))
    }

    @Test func readsListsOfWordsAndTextsThatAreCut() throws {
        let (definition, problems) = try read(
            """
            remote_workers:
              - {command: [ssh, gpu1, flywheel, worker, --remote], slots: 2}
              - command: ssh -p 2200 gpu2 flywheel worker --remote
            """)

        #expect(problems == [])
        #expect(
            definition.remoteWorkers == [
                RemoteWorkers(command: ["ssh", "gpu1", "flywheel", "worker", "--remote"], slots: 2),
                RemoteWorkers(command: ["ssh", "-p", "2200", "gpu2", "flywheel", "worker", "--remote"], slots: 1),
            ])
    }

    @Test(arguments: SettingTable.workspace.filter { $0.key.hasPrefix("remote_workers") })
    func takesItsExamples(_ setting: Setting) throws {
        let (definition, problems) = try read(setting.line)

        #expect(problems == [])
        #expect(definition.remoteWorkers.count == 1)
    }

    @Test(arguments: [
        (
            "remote_workers: gpu1",
            "remote_workers is \"gpu1\"; use a list such as "
                + "[{command: [ssh, gpu1, flywheel, worker, --remote], slots: 2}]"
        ),
        (
            "remote_workers: [{slots: 2}]",
            "remote_workers[0].command is missing; give a list of words, such as "
                + "[ssh, gpu1, flywheel, worker, --remote]"
        ),
        (
            "remote_workers: [{command: [ssh, gpu1]}]",
            "remote_workers[0].command is without --remote; end it with flywheel worker --remote, as it has no folder here"
        ),
        (
            "remote_workers: [{command: [x, --remote], slots: 0}]",
            "remote_workers[0].slots is \"0\"; use a whole number from 1 to 64"
        ),
        (
            "remote_workers: [{comand: [x, --remote]}]",
            "remote_workers[0].comand is not a key; did you mean command?"
        ),
    ])
    func saysWhatIsWrong(text: String, sentence: String) throws {
        #expect(try read(text).problems.first == "flywheel.yaml:1: \(sentence)")
    }
}
