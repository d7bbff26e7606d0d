import Foundation

/// Lets the disk of one program hang: while it does, nothing that the program writes is ever on the disk.
struct HangingDisk {
    private let library: URL
    private let switchFile: URL

    /// Builds the library that the program loads; nil where there is no C compiler.
    init?(scratch: URL) throws {
        library = scratch.appending(path: "hanging_disk.so")
        switchFile = scratch.appending(path: "hangs")
        let source = try Checkout().peerScripts.appending(path: "hanging_disk.c")
        let compiler = try? StartedProcess(
            ["cc", "-shared", "-fPIC", "-o", library.path, source.path], log: scratch.appending(path: "cc.log"))
        guard compiler?.wait() == 0 else { return nil }
    }

    /// What the program needs in its environment.
    var environment: [String: String] { ["LD_PRELOAD": library.path, "HANGING_DISK": switchFile.path] }

    func begin() throws { try Data().write(to: switchFile) }

    func end() throws { try FileManager.default.removeItem(at: switchFile) }
}
