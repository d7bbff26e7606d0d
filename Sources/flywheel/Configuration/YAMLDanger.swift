import Foundation

/// What no configuration needs and a parser can be killed with, found before the parser sees it.
struct YAMLDanger: Hashable {
    enum Kind: String {
        case depth = "nested too deep"
        /// A few lines of aliases to aliases name billions of nodes.
        case anchor = "an anchor (&name)"

        var remedy: String {
            switch self {
            case .depth: "no key lies deeper than four levels"
            case .anchor: "write the value out where it is needed, or quote a text that begins so"
            }
        }
    }

    private static let deepest = 64
    private static let widestIndentation = 200

    var kind: Kind
    var line: Int

    /// The first one in the file's order; nil for a file that is safe to parse.
    ///
    /// - Complexity: O(bytes)
    static func first(in data: Data) -> YAMLDanger? {
        var line = 1
        var depth = 0
        var indentation: Int? = 0
        var quote: UInt8?
        var isComment = false
        var last = UInt8(ascii: "\n")
        for byte in data {
            let startsToken = " \n[{,:-".utf8.contains(last)
            switch byte {
            case UInt8(ascii: "\n"):
                line += 1
                indentation = 0
                isComment = false
            case UInt8(ascii: "["), UInt8(ascii: "{"): depth += 1
            case UInt8(ascii: "]"), UInt8(ascii: "}"): depth -= 1
            case UInt8(ascii: "#") where quote == nil && " \n".utf8.contains(last): isComment = true
            case UInt8(ascii: "\""), UInt8(ascii: "'"):
                if quote == byte, last != UInt8(ascii: "\\") || byte == UInt8(ascii: "'") {
                    quote = nil
                } else if quote == nil, startsToken, !isComment {
                    quote = byte
                }
            default:
                let names = byte | 0x20 >= UInt8(ascii: "a") && byte | 0x20 <= UInt8(ascii: "z")
                if names, last == UInt8(ascii: "&"), quote == nil, !isComment {
                    return YAMLDanger(kind: .anchor, line: line)
                }
            }
            if byte != UInt8(ascii: "\n") {
                indentation = " -?:".utf8.contains(byte) ? indentation.map { $0 + 1 } : nil
            }
            if depth > deepest || (indentation ?? 0) > widestIndentation { return YAMLDanger(kind: .depth, line: line) }
            last = byte == UInt8(ascii: "&") && !startsToken ? 0 : byte
        }
        return nil
    }
}
