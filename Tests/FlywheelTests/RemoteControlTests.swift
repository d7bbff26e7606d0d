import Foundation
import TestSupport
import Testing

@testable import flywheel

/// The real program steered over TCP by a token.
struct RemoteControlTests {
    private static let control = "0123456789abcdef-control"
    private static let read = "0123456789abcdef-read"

    private func write(_ text: String, to file: String, mode: Int, in program: CommandLineProgram) throws -> String {
        let path = program.workspace.folder.appending(path: file).path
        try text.write(toFile: path, atomically: true, encoding: .utf8)
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
        return path
    }

    private func flywheel(_ words: String...) throws -> ChildProcess.Outcome {
        try ChildProcess.run([TestWorkspace.program.path] + words)
    }

    @Test func watchesAndSteersAnEngineElsewhere() throws {
        let program = CommandLineProgram(
            workspace: try TestWorkspace(
                name: "remote", data: TestWorkspace.turning(at: 400, rows: 5_000),
                pipeline: TestWorkspace.turningPipeline))
        _ = try write("control: \(Self.control)\nread: \(Self.read)\n", to: "tokens.yaml", mode: 0o600, in: program)
        _ = try write("serve: {control: 0, tokens: tokens.yaml}\n", to: "flywheel.yaml", mode: 0o644, in: program)
        let control = try write(Self.control + "\n", to: "control", mode: 0o600, in: program)
        let read = try write(Self.read, to: "read", mode: 0o600, in: program)
        let wrong = try write("0123456789abcdef-wrong", to: "wrong", mode: 0o600, in: program)
        let open = try write(Self.control, to: "open", mode: 0o644, in: program)
        let log = program.workspace.folder.appending(path: "log")
        #expect(FileManager.default.createFile(atPath: log.path, contents: nil))
        let engine = try program.startEngine(errors: FileHandle(forWritingTo: log))
        let said = try String(contentsOf: log, encoding: .utf8)
        let place = "127.0.0.1:\(try #require(said.firstMatch(of: /steered at 127\.0\.0\.1:(\d+)/)).1)"
        try program.wait("v1 serves") { try program.status().pipelines.first?.champion == "v1" }

        #expect(try flywheel("status", "--engine", place, "--token-file", read).output.contains("stream"))
        #expect(
            try flywheel("history", "--engine", place, "--token-file", read).output.contains("pipeline file in force"))
        let looked = try flywheel("pause", "--engine", place, "--token-file", read)
        #expect(looked.status == 1 && looked.errors.contains("this token allows to look"))
        let stranger = try flywheel("status", "--engine", place, "--token-file", wrong)
        #expect(stranger.status == 1 && stranger.errors.contains("the engine does not know this token"))
        #expect(try flywheel("status", "--engine", place).status == 2)
        #expect(try flywheel("status", "--engine", place, "--token-file", open).errors.contains("chmod 600"))

        #expect(try flywheel("pause", "--engine", place, "--token-file", control).status == 0)
        #expect(try program.status().pipelines.first?.automation == "off")
        let frame = try flywheel("watch", "--engine", place, "--token-file", read, "--snapshot", "110x30")
        #expect(frame.output.contains("engine: attached") && frame.output.contains("AUTO OFF by"))

        let stopped = try flywheel("stop", "--engine", place, "--token-file", control)
        #expect(stopped.output == "the engine has ended, process \(engine.processIdentifier)\n", "\(stopped.errors)")
        #expect(engine.waitUntilExit() == 0)
        try program.workspace.remove()
    }
}
