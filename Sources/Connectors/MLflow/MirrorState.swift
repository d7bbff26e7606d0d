import Domain
import Foundation

/// What a tracking server has, kept beside the workspace's state so that a restart sends nothing twice.
///
/// A file that is lost or broken costs a look at the server for each run: what is there is found again by its tags.
struct MirrorState: Codable, Hashable, Sendable {
    struct Pipeline: Codable, Hashable, Sendable {
        /// All runs below it are there.
        var firstOpenRun = 1
        /// Those of the others that are there.
        var sent: Set<Int> = []
        /// The server's number of each version that is there.
        var versions: [Int: String] = [:]
        /// The version that each alias names.
        var aliases: [String: Int] = [:]

        func has(_ run: Int) -> Bool { run < firstOpenRun || sent.contains(run) }

        /// Notes that a run is there, and goes on over those that follow without a gap.
        mutating func add(_ run: Int) {
            sent.insert(run)
            while sent.remove(firstOpenRun) != nil { firstOpenRun += 1 }
        }
    }

    /// Another server, or another prefix, has nothing yet.
    var address: String
    var prefix: String
    var pipelines: [String: Pipeline] = [:]

    init(_ settings: MLflowSettings) {
        address = settings.address
        prefix = settings.prefix
    }

    /// As the file has it; empty where that is another server's, or none.
    init(_ settings: MLflowSettings, file: String) {
        self.init(settings)
        guard let data = FileManager.default.contents(atPath: file),
            let kept = try? JSONDecoder().decode(MirrorState.self, from: data), kept.address == address,
            kept.prefix == prefix
        else { return }
        self = kept
    }

    /// - Throws: ``TrafficError`` with what, where and how to mend it.
    func write(_ file: String) throws {
        try ReplacedFile(path: file).write(Array(JSONEncoder().encode(self)))
    }
}
