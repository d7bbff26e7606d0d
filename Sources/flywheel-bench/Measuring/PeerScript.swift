import Foundation

/// A script that measures a peer and prints one JSON object a line.
struct PeerScript {
    let python: URL
    let script: URL

    /// Runs it to its end.
    ///
    /// - Parameter arguments: What the script is called with.
    /// - Returns: The lines it printed.
    /// - Throws: ``BenchError`` with its last complaint where it fails.
    func lines(_ arguments: [String]) throws -> [Data] {
        let scratch = try ScratchFolder("peer")
        // A file, as a library may complain more than a pipe holds.
        let complaints = scratch.url.appending(path: "errors")
        try Data().write(to: complaints)
        let process = Process()
        process.executableURL = python
        process.arguments = [script.path] + arguments
        process.standardError = try FileHandle(forWritingTo: complaints)
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        let bytes = try output.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        let lastWords = try String(contentsOf: complaints, encoding: .utf8).split(separator: "\n").last
        try scratch.remove()
        guard process.terminationStatus == 0 else {
            throw BenchError(lastWords.map(String.init) ?? "ended with \(process.terminationStatus)")
        }
        return bytes.split(separator: UInt8(ascii: "\n")).map { Data($0) }
    }
}
