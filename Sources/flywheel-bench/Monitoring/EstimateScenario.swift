import ArgumentParser
import Domain
import Foundation

/// A demo pipeline whose labels come thirty days late.
enum EstimateScenario: String, CaseIterable, ExpressibleByArgument {
    case frozen
    case demo
    case numbers

    var words: String {
        switch self {
        case .frozen: "loans, first version to the end"
        case .demo: "loans, as in the demo"
        case .numbers: "traffic, first version to the end"
        }
    }

    var isOfClasses: Bool { self != .numbers }

    var pipeline: PipelineName { PipelineName(rawValue: isOfClasses ? "loans" : "traffic") }

    /// The pipeline's file, with its data at an absolute path.
    ///
    /// - Parameter demoData: The demo's folder.
    /// - Returns: The text of the YAML file.
    /// - Throws: Where the demo's file cannot be read.
    func text(_ demoData: URL) throws -> String {
        let name = pipeline.rawValue
        let file = demoData.appending(path: "pipelines/\(name).yaml")
        var lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n").map {
            $0.replacing("file: \(name).csv", with: "file: \(demoData.path)/\(name).csv")
        }
        if self != .demo {
            if let end = lines.firstIndex(where: { $0.hasPrefix("triggers:") }) { lines.removeSubrange(end...) }
        }
        if self == .numbers {
            lines = lines.map { line in
                if line.hasPrefix("labels:") { return "labels: {delay: 30d, horizon: 90d}" }
                if line.hasPrefix("features:") {
                    return "features: {calendar: [hour, weekday, month], lags: [], rolling: [], seasonal: []}"
                }
                return line.hasPrefix("initial:") ? "initial: {rows: 4000, learner: boosted-trees}" : line
            }
        }
        return lines.joined(separator: "\n") + "\n"
    }
}
