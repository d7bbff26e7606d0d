import Foundation
import TestSupport
import Testing

@testable import flywheel

/// The real program's commands on one workspace.
struct CommandLineProgram {
    let workspace: TestWorkspace

    var place: EnginePlace { EnginePlace(stateDirectory: workspace.folder.appending(path: ".flywheel").path) }

    /// Starts `flywheel run` and gives its process once it answers.
    func startEngine(errors: FileHandle? = nil) throws -> ChildProcess {
        let process = try ChildProcess.start(
            [TestWorkspace.program.path, "run", workspace.folder.path], errors: errors)
        try wait("the engine answers") { try status().engine == "running" }
        return process
    }

    func run(_ arguments: String...) throws -> ChildProcess.Outcome {
        try run(arguments)
    }

    func run(_ arguments: [String]) throws -> ChildProcess.Outcome {
        try ChildProcess.run([TestWorkspace.program.path] + arguments + ["-C", workspace.folder.path])
    }

    /// What `status --json` says that tests look at.
    struct Status: Decodable {
        struct Canary: Decodable {
            var candidate: String
            var state: String
            var revision: Int?
        }

        struct Pipeline: Decodable {
            var champion: String
            var canary: Canary?
            var automation: String
        }

        var engine: String
        var process: Int32?
        var pipelines: [Pipeline]
    }

    /// An empty status where there is nothing to read yet.
    func status() throws -> Status {
        let outcome = try run("status", "--json")
        guard outcome.status == 0 else { return Status(engine: "none", process: nil, pipelines: []) }
        return try JSONDecoder().decode(Status.self, from: Data(outcome.output.utf8))
    }

    /// Looks until the condition holds; every look takes a process or a file, so that nothing spins.
    func wait(
        _ what: String, seconds: Double = 90, sourceLocation: SourceLocation = #_sourceLocation,
        until holds: () throws -> Bool
    ) throws {
        let end = Date().addingTimeInterval(seconds)
        while Date() < end {
            if try holds() { return }
        }
        Issue.record("\(what): that did not come; \(try run("status").output)", sourceLocation: sourceLocation)
        throw CancellationError()
    }

    func waitForCanary(_ state: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
        try wait("a canary that is \(state)", sourceLocation: sourceLocation) {
            try status().pipelines.first?.canary?.state == state
        }
    }
}
