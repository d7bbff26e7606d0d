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

    /// The first 2,000 rows of electricity: eight numbers, and 1 where the price went up.
    static func electricity() throws -> [(features: [Double], label: Int)] {
        let lines = String(decoding: try data("electricity2000.csv"), as: UTF8.self).split(separator: "\n").dropFirst()
        return lines.map { line in
            let fields = line.split(separator: ",")
            return (fields.prefix(8).compactMap { Double($0) }, fields[8] == "UP" ? 1 : 0)
        }
    }
}
