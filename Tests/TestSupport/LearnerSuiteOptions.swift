/// What a learner's conformance run asks for, and what it leaves out.
package struct LearnerSuiteOptions: Sendable {
    /// Promises that do not hold for every algorithm; each exception is said where the learner is listed.
    package enum Promise: Hashable, Sendable {
        /// Finds the rule of a seeded stream; not for a baseline that never looks at the features.
        case learnsTheRule
        /// Takes a class that it has not seen before; not for a learner of two classes.
        case takesNewClasses
        /// Tells a class that first appears in mid-stream by the features; not for a baseline.
        case learnsNewClasses
        /// An example of weight 2 is the same example twice; not where the steps are not linear in the weight.
        case weightsCountAsCopies
        /// Features in another order give the same answers; not where chance chooses among them.
        case ignoresTheOrderOfFeatures
    }

    package var exceptions: Set<Promise>
    /// Examples of the long runs; the short ones take a part of it.
    package var rows: Int
    /// Share of the second half that a classifier answers rightly; the best possible is about 0.94.
    package var leastAccuracy: Double
    /// Root mean square error over the second half, in standard deviations of the target; the best possible is 0.12.
    package var largestError: Double
    /// Bytes of the saved state that no run may pass.
    package var encodedBytes: Int

    package init(
        except exceptions: Set<Promise> = [], rows: Int = 2_000, leastAccuracy: Double = 0.88,
        largestError: Double = 0.5, encodedBytes: Int = 400_000
    ) {
        self.exceptions = exceptions
        self.rows = rows
        self.leastAccuracy = leastAccuracy
        self.largestError = largestError
        self.encodedBytes = encodedBytes
    }
}
