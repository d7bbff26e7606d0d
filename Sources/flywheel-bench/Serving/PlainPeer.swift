import Foundation

/// ``PlainServer`` as a process on one core.
struct PlainPeer {
    private static let startSeconds = 20.0

    let process: StartedProcess
    let port: Int

    /// Starts it and waits until it listens.
    ///
    /// - Throws: ``BenchError`` where it does not.
    init(scratch: URL, core: Int) throws {
        let program = URL(filePath: CommandLine.arguments[0]).path
        process = try StartedProcess(
            ["taskset", "-c", "\(core)", program, "plain-server"], log: scratch.appending(path: "plain.log"))
        let start = ContinuousClock.now
        while true {
            if let port = process.said.firstMatch(of: /listens at (\d+)/).flatMap({ Int($0.1) }) {
                self.port = port
                return
            }
            guard process.isRunning, TerminalSession.seconds(since: start) < Self.startSeconds else {
                throw BenchError("the plain server did not begin: \(process.said)")
            }
            usleep(5_000)
        }
    }
}
