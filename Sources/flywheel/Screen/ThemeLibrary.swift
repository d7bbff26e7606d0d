import Foundation
import Terminal

/// The themes that ship with the program, by name.
struct ThemeLibrary {
    private let folder: String

    init() throws {
        guard let folder = Resources.folder("Themes") else {
            throw ScreenStartError(
                "the folder Themes is not beside the program; build it in its checkout, or install both")
        }
        self.folder = folder
    }

    var names: [String] {
        let files = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
        return files.filter { $0.hasSuffix(".theme") }.map { String($0.dropLast(6)) }.sorted()
    }

    /// - Throws: ``ScreenStartError`` or ``ThemeError`` where there is no such theme or it is wrong.
    func theme(_ name: String) throws -> Theme {
        let file = name.contains("/") ? name : "\(folder)/\(name).theme"
        guard let data = FileManager.default.contents(atPath: file) else {
            throw ScreenStartError("there is no theme \(name); there are \(names.joined(separator: ", "))")
        }
        return try Theme(name: name, file: file, text: String(decoding: data, as: UTF8.self))
    }
}

/// Why the screen cannot be opened.
struct ScreenStartError: Error, CustomStringConvertible {
    var description: String

    init(_ description: String) {
        self.description = description
    }
}
