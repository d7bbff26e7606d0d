import Foundation
import Testing

/// The reference libraries' outputs, copied from their runs.
enum Golden {
    static func data(_ name: String) throws -> Data {
        let file = try #require(Bundle.module.url(forResource: "Golden/\(name)", withExtension: nil))
        return try Data(contentsOf: file)
    }

    /// One number a line.
    static func stream(_ name: String) throws -> [Double] {
        String(decoding: try data("\(name).csv"), as: UTF8.self).split(separator: "\n").compactMap { Double($0) }
    }
}
