import Glibc

/// The metrics of the golden files, by their formulas.
struct TwoClassTally {
    private var right = [0.0, 0.0]
    private var wrong = [0.0, 0.0]
    private var loss = 0.0

    /// - Parameters:
    ///   - up: The probability of class 1.
    ///   - isUp: Whether it was class 1.
    mutating func add(up: Double, isUp: Bool) {
        let answer = up > 0.5 ? 1 : 0
        if (answer == 1) == isUp { right[answer] += 1 } else { wrong[answer] += 1 }
        let kept = min(max(up, 1e-15), 1 - 1e-15)
        loss -= log(isUp ? kept : 1 - kept)
    }

    private var count: Double { right[0] + right[1] + wrong[0] + wrong[1] }

    var accuracy: Double { (right[0] + right[1]) / count }

    var logLoss: Double { loss / count }

    var f1: Double { 2 * right[1] / (2 * right[1] + wrong[1] + wrong[0]) }

    var kappa: Double {
        let up = (right[1] + wrong[1]) * (right[1] + wrong[0])
        let down = (right[0] + wrong[0]) * (right[0] + wrong[1])
        let chance = (up + down) / (count * count)
        return (accuracy - chance) / (1 - chance)
    }
}
