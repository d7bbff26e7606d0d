import Foundation

/// The references' own figures, measured in the same call by the scripts under `Tests/Peers`.
struct Peers {
    private static let names = ["river", "capymoa", "moa", "evidently", "scipy", "xgboost"]

    let scripts: URL
    /// Where `Tests/Peers/setup` put the libraries.
    let folder: URL
    let data: URL

    /// `flywheel-peers` in the user's cache folder.
    static var usualFolder: URL {
        let environment = ProcessInfo.processInfo.environment
        let cache = environment["XDG_CACHE_HOME"].map { URL(filePath: $0) }
        return (cache ?? FileManager.default.homeDirectoryForCurrentUser.appending(path: ".cache"))
            .appending(path: "flywheel-peers")
    }

    /// Runs the scripts, one after the other.
    ///
    /// - Parameter keys: The rows to measure.
    /// - Returns: What the peers measured, and for each that could not be run why.
    func figures(_ keys: [String]) -> (figures: [PeerFigure], skipped: [String]) {
        let python = folder.appending(path: "bin/python")
        guard FileManager.default.isExecutableFile(atPath: python.path) else {
            return ([], ["all peers: \(folder.path) is absent; bash Tests/Peers/setup makes it"])
        }
        var figures: [PeerFigure] = []
        var skipped: [String] = []
        for name in Self.names {
            do {
                figures += try run(python, "\(name)_peer.py", keys)
            } catch {
                skipped.append("\(name): \(error)")
            }
        }
        return (figures, skipped)
    }

    private func run(_ python: URL, _ script: String, _ keys: [String]) throws -> [PeerFigure] {
        try PeerScript(python: python, script: scripts.appending(path: script)).lines([data.path] + keys).map {
            try JSONDecoder().decode(PeerFigure.self, from: $0)
        }
    }
}
