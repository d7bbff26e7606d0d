import Domain

/// What the features are called, for a learner that shows them to people.
extension FittedFeatures {
    /// One name a feature, in the features' order.
    func names(columns: [Column]) -> [String] {
        parts.flatMap { part -> [String] in
            let names = Self.names(of: part, columns)
            return names.count == part.width ? names : (0..<part.width).map { "\(names[0]) \($0 + 1)" }
        }
    }

    private static func names(of part: Part, _ columns: [Column]) -> [String] {
        func column(_ place: Int) -> String {
            columns.indices.contains(place) ? columns[place].name : "column \(place)"
        }
        return switch part {
        case .number(let place), .flag(let place), .time(let place), .code(let place, _): [column(place)]
        case .missing(let place): ["\(column(place)) missing"]
        case .categories(let place, let common): (common + ["others"]).map { "\(column(place)) \($0)" }
        case .calendar(let part, let oneHot): oneHot ? ["\(part.rawValue) is"] : [part.rawValue]
        case .lag(let place), .lagCode(let place, _): ["lag \(place + 1)"]
        case .lagClass(let place, _): ["lag \(place + 1) class"]
        case .memory(let place, _): ["memory \(place + 1)"]
        case .departure(let place, let mean, _): ["\(column(place)) departure \(mean + 1)"]
        case .encoded(let source, _): ["\(source.words(columns)) encoded"]
        case .pairs(let source, _): ["\(source.words(columns)) pair"]
        case .pairCode(let source, _): [source.words(columns)]
        }
    }
}
