import Foundation
import Yams

/// Composes a YAML file into a tree, or says why it is none.
///
/// What a configuration has no use for and a parser can be killed with is refused first: huge files, deep nesting and
/// anchors (a few lines of aliases to aliases name billions of nodes).
struct YAMLFile {
    private static let longest = 1_048_576

    let path: String
    /// What to do where the file is empty.
    let remedyForEmpty: String

    func compose(_ reader: SettingReader) -> Node? {
        guard let data = FileManager.default.contents(atPath: path) else {
            reader.report("", line: 0, found: "cannot be read", remedy: "check that it exists and may be read")
            return nil
        }
        guard data.count <= Self.longest else {
            reader.report(
                "", line: 0, found: "\(data.count) bytes long", remedy: "a configuration needs less than 1 MB")
            return nil
        }
        guard let text = String(validating: data, as: UTF8.self) else {
            reader.report("", line: line(ofInvalid: data), found: "not UTF-8", remedy: "save it as UTF-8")
            return nil
        }
        if let danger = YAMLDanger.first(in: data) {
            reader.report("", line: danger.line, found: danger.kind.rawValue, remedy: danger.kind.remedy)
            return nil
        }
        return compose(text.first == "\u{FEFF}" ? String(text.dropFirst()) : text, reader)
    }

    private func compose(_ text: String, _ reader: SettingReader) -> Node? {
        do {
            guard let root = try Yams.compose(yaml: text), root.null == nil else {
                reader.report("", line: 0, found: "empty", remedy: remedyForEmpty)
                return nil
            }
            return root
        } catch let error as YamlError {
            report(error, reader)
        } catch {
            reader.report("", line: 0, found: "not YAML", remedy: "mend it: \(error)")
        }
        return nil
    }

    private func report(_ error: YamlError, _ reader: SettingReader) {
        switch error {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
            .composer(_, let problem, let mark, _):
            let isTab = problem.contains("cannot start any token")
            let remedy = isTab ? "indent with blanks, not tabs; quote a text that begins so" : "mend that line"
            reader.report("", line: mark.line, found: "not YAML: \(problem)", remedy: remedy)
        case .duplicatedKeysInMapping(let keys, let context):
            let names = keys.joined(separator: ", ")
            reader.report(names, line: context.mark.line, found: "given twice", remedy: "keep one")
        case .reader(let problem, _, _, _):
            reader.report("", line: 0, found: "not YAML: \(problem)", remedy: "take the control characters out")
        default:
            reader.report("", line: 0, found: "not YAML: \(error)", remedy: "mend it")
        }
    }

    private func line(ofInvalid data: Data) -> Int {
        let lines = data.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        return (lines.firstIndex { String(validating: $0, as: UTF8.self) == nil } ?? 0) + 1
    }
}
