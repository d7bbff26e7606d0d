import Foundation

/// Finds what ships beside the program: themes and demo data, from any working directory.
enum Resources {
    /// The folder of this name in the checkout that the program was built in, or beside an installed one.
    static func folder(_ name: String) -> String? {
        var place = URL(filePath: EngineAssembly.executablePath).deletingLastPathComponent()
        var candidates: [URL] = []
        while place.path != "/" {
            candidates.append(place.appending(path: name))
            candidates.append(place.appending(path: "share/flywheel/\(name)"))
            place.deleteLastPathComponent()
        }
        return candidates.map(\.path).first { FileManager.default.fileExists(atPath: $0) }
    }
}
