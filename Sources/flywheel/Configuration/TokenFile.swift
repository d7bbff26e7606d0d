import Foundation
import Serving
import Yams

/// Reads the file that says which token allows what.
struct TokenFile {
    /// A shorter one is guessed too soon.
    private static let shortest = 16

    struct Problem: Hashable {
        var found: String
        var remedy: String
    }

    let path: String

    /// The tokens by permission, and everything that is wrong; none is taken from a file that others may read.
    func read() -> (tokens: [ServingSettings.Permission: [String]], problems: [Problem]) {
        var status = stat()
        guard stat(path, &status) == 0 else {
            return ([:], [Problem(found: "\(path), which is not there", remedy: "write it, and `chmod 600` it")])
        }
        guard status.st_mode & 0o077 == 0 else {
            return ([:], [Problem(found: "\(path), which others may read", remedy: "`chmod 600` it")])
        }
        let reader = SettingReader(file: path)
        guard let root = YAMLFile(path: path, remedyForEmpty: "give predict, feedback, control or read").compose(reader)
        else { return ([:], reader.problems.map { Problem(found: $0.description, remedy: "mend it") }) }
        let section = reader.section(root, "", known: ServingSettings.Permission.allCases.map(\.rawValue))
        var tokens: [ServingSettings.Permission: [String]] = [:]
        for permission in ServingSettings.Permission.allCases {
            let list = section.value(
                permission.rawValue, [], "a token of \(Self.shortest) characters or more, or a list of such"
            ) { node -> [String]? in
                let given = node.sequence.map { $0.map(\.string) } ?? [node.string]
                let texts = given.compactMap(\.self).filter { $0.utf8.count >= Self.shortest }
                return texts.count == given.count && !texts.isEmpty ? texts : nil
            }
            if !list.isEmpty { tokens[permission] = list }
        }
        return (tokens, reader.problems.map { Problem(found: $0.description, remedy: "mend \(path)") })
    }
}
