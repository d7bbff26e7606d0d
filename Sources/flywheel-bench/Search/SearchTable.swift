import Foundation
import Learning

/// The search benchmark's figures, as a table for people or as JSON for machines.
struct SearchTable: Encodable {
    /// The golden sampler that ours are held against.
    private static let reference = "Optuna TPE"

    let ours: [SearchFigure]
    /// Stated once, of 20 seeds.
    let golden: [SearchFigure]
    /// Measured in this call.
    let peers: [SearchFigure]
    let costs: [SearchCost]
    let goldenCosts: [SearchCost]
    let skipped: [String]
    let store: [Figure]

    func json() throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(self), as: UTF8.self)
    }

    func text() -> String {
        let groups = [("", ours), ("", peers), ("stated: ", golden)]
        let columns = groups.flatMap { prefix, figures in
            names(figures).map { (title: prefix + $0, name: $0, figures: figures) }
        }
        let titles = ["function", "trials"] + columns.map(\.title) + ["its lower quartile"]
        let rows = cells.map { cell in
            [cell.function.rawValue, "\(cell.trials)"]
                + columns.map { figure($0.name, cell, in: $0.figures)?.best.median.fixed(4) ?? "" }
                + [figure(Self.reference, cell, in: golden)?.best.lower.fixed(4) ?? ""]
        }
        let costLines =
            costs.map { [$0.sampler, $0.milliseconds.fixed(3)] }
            + goldenCosts.map { ["stated: \($0.sampler)", $0.milliseconds.fixed(3)] }
        return [
            aligned([titles] + rows), names(ours).map(verdict).joined(separator: "\n"),
            aligned([["CPU ms a trial after 1,000 trials, 7 floats", ""]] + costLines),
        ].joined(separator: "\n\n") + (store.isEmpty ? "" : "\n\n" + FigureTable.text(store))
            + skipped.map { "\nskipped: \($0)" }.joined()
    }

    private var cells: [(function: SearchBenchmark, trials: Int)] {
        SearchBenchmark.allCases.flatMap { function in SearchRunner.budgets.map { (function, $0) } }
    }

    private func names(_ figures: [SearchFigure]) -> [String] {
        figures.reduce(into: []) { names, figure in
            if !names.contains(figure.sampler) { names.append(figure.sampler) }
        }
    }

    private func figure(
        _ sampler: String, _ cell: (function: SearchBenchmark, trials: Int), in figures: [SearchFigure]
    ) -> SearchFigure? {
        figures.first { $0.sampler == sampler && $0.function == cell.function && $0.trials == cell.trials }
    }

    private func verdict(_ sampler: String) -> String {
        let pairs = cells.compactMap { cell -> (own: Double, other: Quartiles)? in
            guard let own = figure(sampler, cell, in: ours), let other = figure(Self.reference, cell, in: golden)
            else { return nil }
            return (own.best.median, other.best)
        }
        let atMedian = pairs.count { $0.own <= $0.other.median }
        let belowQuartile = pairs.count { $0.own < $0.other.lower }
        return "\(sampler): median at or below the stated one of \(Self.reference) in \(atMedian) of \(pairs.count) "
            + "cells, below its lower quartile in \(belowQuartile)"
    }

    private func aligned(_ lines: [[String]]) -> String {
        let widths = lines[0].indices.map { column in lines.map { $0[column].count }.max() ?? 0 }
        return lines.map { line in
            zip(line, widths).map { $0 + String(repeating: " ", count: $1 - $0.count) }
                .joined(separator: "  ").trimmingCharacters(in: .whitespaces)
        }.joined(separator: "\n")
    }
}
