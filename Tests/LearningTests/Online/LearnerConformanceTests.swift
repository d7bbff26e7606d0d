import Learning
import TestSupport
import Testing

/// Every learner keeps the promises of its suite.
struct LearnerConformanceTests {
    private static let listed: [ListedLearner] = [
        .classifier("no change", .init(except: [.learnsTheRule, .learnsNewClasses])) { NoChange(layout: $0) },
        .classifier("majority", .init(except: [.learnsTheRule, .learnsNewClasses])) { MajorityClass(layout: $0) },
        .regressor("moving average", .init(except: [.learnsTheRule, .weightsCountAsCopies])) {
            MovingAverage(layout: $0)
        },
        .regressor("seasonal naive", .init(except: [.learnsTheRule, .weightsCountAsCopies])) {
            SeasonalNaive(layout: $0, season: 24)
        },
    ]

    @Test(arguments: listed)
    func keepsItsPromises(learner: ListedLearner) throws {
        #expect(try learner.violations() == [])
    }
}
