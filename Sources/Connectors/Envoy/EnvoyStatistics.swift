import Domain
import Foundation

/// The few of Envoy's statistics that tell a split: which routes hold, and how many requests each cluster was sent.
struct EnvoyStatistics: Hashable {
    /// Lowest version of the routes file over all listeners; nil where none has read it.
    var routesVersion: Int64?
    /// By cluster.
    var requests: [String: Int64]

    private static let counter = ".upstream_rq_total"
    private static let version = ".rds.\(EnvoyResources.routeName).version_text"
    /// The filter is `^cluster\.flywheel/.*\.upstream_rq_total$|\.rds\.flywheel\.version_text$`.
    private static let target =
        "/stats?format=json&filter=%5Ecluster%5C.flywheel/.*%5C.upstream_rq_total%24%7C%5C.rds%5C.flywheel%5C.version_text%24"

    /// Asks the admin interface.
    ///
    /// - Throws: ``TrafficError`` where it does not answer within a second, or with something else.
    static func read(host: String, port: Int) async throws(TrafficError) -> EnvoyStatistics {
        let outcome: Result<[UInt8], TrafficError> = await withCheckedContinuation { continuation in
            Thread.detachNewThread {
                continuation.resume(
                    returning: Result { () throws(TrafficError) in
                        try AdminPage(host: host, port: port).get(target)
                    })
            }
        }
        let page = try outcome.get()
        do {
            return try EnvoyStatistics(JSONDecoder().decode(Page.self, from: Data(page)))
        } catch {
            throw TrafficError("http://\(host):\(port)/stats is not Envoy's: \(error)")
        }
    }

    private struct Page: Decodable {
        struct Entry: Decodable {
            var name: String?
            var value: Value?
        }

        /// A counter or a text.
        enum Value: Decodable {
            case number(Int64)
            case text(String)

            init(from decoder: any Decoder) throws {
                let container = try decoder.singleValueContainer()
                do {
                    self = .number(try container.decode(Int64.self))
                } catch {
                    self = .text(try container.decode(String.self))
                }
            }
        }

        var stats: [Entry]
    }

    private init(_ page: Page) {
        requests = [:]
        for entry in page.stats {
            guard let name = entry.name else { continue }
            switch entry.value {
            case .number(let count) where name.hasPrefix("cluster.") && name.hasSuffix(Self.counter):
                requests[String(name.dropFirst("cluster.".count).dropLast(Self.counter.count))] = count
            case .text(let text) where name.hasSuffix(Self.version):
                // A listener that has not read the file yet has an empty text.
                let number = Int64(text) ?? 0
                routesVersion = min(routesVersion ?? number, number)
            case .number, .text, nil: continue
            }
        }
    }
}
