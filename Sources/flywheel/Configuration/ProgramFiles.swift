import Foundation
import Glibc

/// Whether what a learner's command names is there.
struct ProgramFiles {
    private static let scripts = ["py", "r", "jl", "rb", "pl", "js", "sh"]

    let workspace: String

    /// What is not there, and how to mend it; nil where all is.
    func problem(with command: [String]) -> (found: String, remedy: String)? {
        let program = command[0]
        guard isExecutable(program) else {
            return (
                "\(program), which is not there or cannot be run",
                program.contains("/")
                    ? "paths are those of the workspace; chmod +x what is to be run"
                    : "install it, or name its path"
            )
        }
        let missing = command.dropFirst().first { isScript($0) && !exists($0) }
        return missing.map { ("\($0), which is not there", "paths are those of the workspace") }
    }

    private func path(_ word: String) -> String { word.hasPrefix("/") ? word : "\(workspace)/\(word)" }

    private func exists(_ word: String) -> Bool { access(path(word), R_OK) == 0 }

    private func isExecutable(_ word: String) -> Bool {
        if word.contains("/") { return isProgram(path(word)) }
        let folders = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
        return folders.split(separator: ":").contains { isProgram("\($0)/\(word)") }
    }

    private func isProgram(_ path: String) -> Bool {
        var isFolder: ObjCBool = false
        return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && !isFolder.boolValue
            && access(path, X_OK) == 0
    }

    /// What looks like a file to be run: no option, and with a script's ending.
    private func isScript(_ word: String) -> Bool {
        guard !word.hasPrefix("-"), let dot = word.lastIndex(of: ".") else { return false }
        return Self.scripts.contains(word[word.index(after: dot)...].lowercased())
    }
}
