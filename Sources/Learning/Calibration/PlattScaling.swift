/// A probability from a score by a fitted sigmoid: 1 ÷ (1 + exp(slope · score + intercept)).
///
///     let scaling = PlattScaling(LabelledScores(scores: margins, labels: labels))
///     scaling.probability(1.3)
///
/// Two numbers are fitted, so a few dozen rows will do; but only distortions of this shape are mended. Targets are pulled
/// towards the middle by the counts of both classes, so that neither classes that can be separated nor a single class let
/// it run away.
///
/// Source: Platt, "Probabilistic Outputs for Support Vector Machines", 1999; Lin, Lin, Weng, "A Note on Platt's
/// Probabilistic Outputs for Support Vector Machines", Machine Learning 68, 2007 (Newton's method with backtracking).
package struct PlattScaling: Hashable, Saved {
    package static let savedName = "platt-scaling"
    package static let savedVersion = 1
    private static let mostSteps = 100
    private static let ridge = 1e-12
    private static let shortestStep = 1e-10

    /// Negative where greater scores are likelier.
    package let slope: Double
    package let intercept: Double

    /// - Complexity: O(rows) a step of Newton's method, of which about ten are needed
    package init(_ rows: LabelledScores) {
        let problem = Problem(rows)
        var point = Line(slope: 0, intercept: problem.startingIntercept)
        var loss = problem.loss(point)
        for _ in 0..<Self.mostSteps {
            let (gradient, step) = problem.newtonStep(point, ridge: Self.ridge)
            guard max(gradient.slope.magnitude, gradient.intercept.magnitude) > 1e-12 * problem.weight else { break }
            let fall = gradient.slope * step.slope + gradient.intercept * step.intercept
            var length = 1.0
            while length >= Self.shortestStep {
                let next = Line(
                    slope: point.slope + length * step.slope, intercept: point.intercept + length * step.intercept)
                let nextLoss = problem.loss(next)
                if nextLoss < loss + 1e-4 * length * fall {
                    (point, loss) = (next, nextLoss)
                    break
                }
                length /= 2
            }
            if length < Self.shortestStep { break }
        }
        slope = point.slope / problem.scale
        intercept = point.intercept - point.slope * problem.centre / problem.scale
    }

    /// In 0...1; NaN for NaN.
    package func probability(_ score: Double) -> Double {
        Elementary.sigmoid(-(slope * score + intercept))
    }

    private struct Line {
        var slope: Double
        var intercept: Double
    }

    /// The rows in units in which Newton's steps are well conditioned.
    private struct Problem {
        var scores: [Double]
        var targets: [Double]
        var weights: [Double]
        var centre: Double
        var scale: Double
        var weight: Double
        var startingIntercept: Double

        init(_ rows: LabelledScores) {
            let positive = zip(rows.labels, rows.weights).reduce(0) { $1.0 ? $0 + $1.1 : $0 }
            weight = rows.weights.reduce(0, +)
            let negative = weight - positive
            targets = rows.labels.map { $0 ? (positive + 1) / (positive + 2) : 1 / (negative + 2) }
            startingIntercept = Elementary.log((negative + 1) / (positive + 1))
            var moments = RunningMoments()
            for score in rows.scores { moments.add(score) }
            let deviation = moments.standardDeviation
            (centre, scale) = (moments.mean, deviation > 0 ? deviation : 1)
            scores = rows.scores.map { [centre, scale] in ($0 - centre) / scale }
            weights = rows.weights
        }

        func loss(_ line: Line) -> Double {
            scores.indices.reduce(0) { sum, row in
                let exponent = line.slope * scores[row] + line.intercept
                let tail = Elementary.log(1 + Elementary.exp(-exponent.magnitude))
                return sum + weights[row] * ((exponent >= 0 ? targets[row] : targets[row] - 1) * exponent + tail)
            }
        }

        /// The gradient, and where Newton's method goes from here.
        func newtonStep(_ line: Line, ridge: Double) -> (gradient: Line, step: Line) {
            var (slopeSlope, slopeIntercept, interceptIntercept) = (ridge, 0.0, ridge)
            var gradient = Line(slope: 0, intercept: 0)
            for row in scores.indices {
                let probability = Elementary.sigmoid(-(line.slope * scores[row] + line.intercept))
                let curvature = weights[row] * probability * (1 - probability)
                let error = weights[row] * (targets[row] - probability)
                slopeSlope += scores[row] * scores[row] * curvature
                slopeIntercept += scores[row] * curvature
                interceptIntercept += curvature
                gradient.slope += scores[row] * error
                gradient.intercept += error
            }
            let determinant = slopeSlope * interceptIntercept - slopeIntercept * slopeIntercept
            let slope = -(interceptIntercept * gradient.slope - slopeIntercept * gradient.intercept) / determinant
            let intercept = -(slopeSlope * gradient.intercept - slopeIntercept * gradient.slope) / determinant
            return (gradient, Line(slope: slope, intercept: intercept))
        }
    }
}
