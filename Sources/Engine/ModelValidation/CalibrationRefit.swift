import Domain
import Learning

/// The best refit of some rows' probabilities: fitted on the older half of them, chosen and measured on the newer.
///
/// The one with the least log loss on the newer half, of one temperature, a sigmoid (Platt) and a curve (isotonic). One that
/// makes more errors there is none, and as a temperature keeps the class of every answer, the others must be better by more
/// than a thousandth.
struct CalibrationRefit {
    private static let worthwhile = 0.001

    let recalibration: Recalibration
    /// The distance (ECE) on the newer half without it and with it.
    let before: Double
    let after: Double
    /// Of the newer half, with it.
    let confidences: [Double]

    /// A refit's answers to the newer half.
    private struct Tried {
        var recalibration: Recalibration
        var shares: [[Double]]
        var logLoss: Double
        var isRight: [Bool]
    }

    /// Nil where the rows have no probabilities or are too few.
    init?(_ rows: [FreshRow]) {
        let shares = rows.map { row in
            if case .probabilities(let shares) = row.candidate { shares } else { [Double]() }
        }
        let labels = rows.map { Int($0.labelled.truth.number) }
        guard let classes = shares.first?.count, classes >= 2,
            shares.allSatisfy({ $0.count == classes && $0.allSatisfy(\.isFinite) }),
            labels.allSatisfy({ (0..<classes).contains($0) })
        else { return nil }
        let half = rows.count / 2
        let newer = (shares: Array(shares[half...]), labels: Array(labels[half...]))
        let errors = Self.isRight(newer.shares, newer.labels).count { !$0 }
        let tried = Recalibration.fits(shares: Array(shares[..<half]), labels: Array(labels[..<half]), classes: classes)
            .map { Self.tried($0, newer.shares, newer.labels) }
            .filter { $0.isRight.count { !$0 } <= errors }
        guard var best = tried.first else { return nil }
        for other in tried.dropFirst() where other.logLoss < best.logLoss - Self.worthwhile { best = other }
        let confidences = best.shares.map { $0.max() ?? 0 }
        guard
            let before = CalibrationGate.error(
                newer.shares.map { $0.max() ?? 0 }, Self.isRight(newer.shares, newer.labels)),
            let after = CalibrationGate.error(confidences, best.isRight)
        else { return nil }
        (recalibration, self.confidences) = (best.recalibration, confidences)
        (self.before, self.after) = (before, after)
    }

    var words: String {
        "\(recalibration.words) would turn ECE \(Decimal.fixed(before, 3)) into \(Decimal.fixed(after, 3)) on the newer half"
    }

    private static func tried(_ refit: Recalibration, _ shares: [[Double]], _ labels: [Int]) -> Tried {
        let refitted = shares.map(refit.applied)
        let loss = zip(refitted, labels).reduce(0.0) { $0 - Elementary.log(max($1.0[$1.1], 1e-12)) }
        return Tried(
            recalibration: refit, shares: refitted, logLoss: loss / Double(max(1, labels.count)),
            isRight: isRight(refitted, labels))
    }

    private static func isRight(_ shares: [[Double]], _ labels: [Int]) -> [Bool] {
        zip(shares, labels).map { Output.probabilities($0).predictedClass == $1 }
    }
}

extension Recalibration {
    /// The refit in a few words.
    var words: String {
        switch self {
        case .temperature(let temperature): "a temperature of \(Decimal.fixed(temperature, 2))"
        case .sigmoids(let lines): lines.count == 1 ? "a sigmoid (Platt)" : "\(lines.count) sigmoids (Platt)"
        case .curves(let curves): curves.count == 1 ? "a curve (isotonic)" : "\(curves.count) curves (isotonic)"
        }
    }
}
