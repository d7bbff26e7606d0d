package import Domain

/// Refits of probabilities to what came true.
///
/// Source: Zadrozny, Elkan, "Transforming Classifier Scores into Accurate Multiclass Probability Estimates", KDD 2002, for
/// one class against the others.
extension Recalibration {
    /// One of each kind that can be fitted, the one with the fewest numbers first.
    ///
    /// - Parameters:
    ///   - shares: Of each row, as many as classes.
    ///   - labels: The true class of each row.
    ///   - classes: 2 or more.
    /// - Returns: Temperature, sigmoids, curves; without those that rows like these do not allow.
    /// - Complexity: O(classes · rows · log rows)
    package static func fits(shares: [[Double]], labels: [Int], classes: Int) -> [Recalibration] {
        [
            temperature(shares, labels, classes), each(shares, labels, classes, sigmoid).map(Recalibration.sigmoids),
            each(shares, labels, classes, curve).map(Recalibration.curves),
        ].compactMap(\.self)
    }

    private static func temperature(_ shares: [[Double]], _ labels: [Int], _ classes: Int) -> Recalibration? {
        do {
            let scaling = try TemperatureScaling(
                logits: shares.joined().map { Elementary.log(max($0, 1e-12)) }, classes: classes, labels: labels)
            return .temperature(scaling.temperature)
        } catch {
            return nil
        }
    }

    /// A line or curve for the last of two classes, or for each of more.
    private static func each<Line>(
        _ shares: [[Double]], _ labels: [Int], _ classes: Int, _ fit: ([Double], [Bool]) -> Line?
    ) -> [Line]? {
        let places = classes == 2 ? [1] : Array(0..<classes)
        let lines = places.compactMap { place in fit(shares.map { $0[place] }, labels.map { $0 == place }) }
        return lines.count == places.count ? lines : nil
    }

    private static func sigmoid(_ shares: [Double], _ isTrue: [Bool]) -> Sigmoid? {
        do {
            let scaling = PlattScaling(try LabelledScores(scores: shares.map(logOdds), labels: isTrue))
            return Sigmoid(slope: scaling.slope, intercept: scaling.intercept)
        } catch {
            return nil
        }
    }

    /// Its ends keep away from 0 and 1 by one row in all that were seen and two: what never came is not impossible.
    private static func curve(_ shares: [Double], _ isTrue: [Bool]) -> Curve? {
        do {
            let isotonic = IsotonicRegression(try LabelledScores(scores: shares, labels: isTrue))
            let margin = 1 / Double(shares.count + 2)
            return Curve(knots: isotonic.knots, values: isotonic.values.map { min(1 - margin, max(margin, $0)) })
        } catch {
            return nil
        }
    }
}
