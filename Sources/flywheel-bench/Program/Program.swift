import Foundation

/// The program under measurement, run as its users run it.
struct Program {
    /// What a lockstep run prints, as far as it is measured.
    struct Summary: Decodable {
        struct Pipeline: Decodable {
            var name: String
            var events: Int
            var served: Double
            var no_change: Double
            var seconds: Double
        }

        var pipelines: [Pipeline]
        var peak_rss_bytes: Double
    }

    let executable: URL
    let demoData: URL

    /// Finds the program beside this one, and the demo's data in the checkout that both were built in.
    init() throws {
        let checkout = try Checkout()
        executable = checkout.products.appending(path: "flywheel")
        demoData = checkout.demoData
        guard FileManager.default.isExecutableFile(atPath: executable.path) else {
            throw BenchError("build flywheel in the same checkout first: swift build -c release")
        }
    }

    /// Replays a workspace in lockstep.
    func replay(_ workspace: URL, state: URL, _ options: [String] = []) throws -> Summary {
        let output = try run(["run", workspace.path, "--lockstep", "--json", "--state", state.path] + options)
        return try JSONDecoder().decode(Summary.self, from: output)
    }

    func run(_ arguments: [String]) throws -> Data {
        let process = Process()
        process.executableURL = executable
        process.arguments = arguments
        process.standardError = FileHandle.nullDevice
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        let data = try output.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            throw BenchError("flywheel \(arguments.joined(separator: " ")) ended with \(process.terminationStatus)")
        }
        return data
    }
}
