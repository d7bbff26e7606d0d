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
        .classifier("logistic", .init(except: [.takesNewClasses, .weightsCountAsCopies])) {
            LogisticRegression(layout: $0, settings: OnlineSettings(step: .constant(0.01)))
        },
        .classifier("softmax", .init(except: [.weightsCountAsCopies])) { SoftmaxRegression(layout: $0) },
        .classifier("naive Bayes") { NaiveBayes(layout: $0) },
        .classifier("neighbours", .init(except: [.weightsCountAsCopies], rows: 600)) {
            NearestNeighboursClassifier(layout: $0, settings: NeighbourSettings(window: 200))
        },
        .regressor("neighbours", .init(except: [.weightsCountAsCopies], rows: 600)) {
            NearestNeighboursRegressor(layout: $0, settings: NeighbourSettings(window: 200))
        },
        .classifier("perceptron", networks) { MultilayerPerceptronClassifier(layout: $0) },
        .classifier("perceptron, batches", networks) {
            let settings = NetworkSettings(hidden: [16, 8], rate: 0.02, batch: 4)
            return MultilayerPerceptronClassifier(layout: $0, settings: settings)
        },
        .regressor("perceptron", networks) { MultilayerPerceptronRegressor(layout: $0) },
        .regressor("least squares", .init(except: [.weightsCountAsCopies])) { LinearRegression(layout: $0) },
        .regressor("median", .init(except: [.weightsCountAsCopies])) { QuantileRegression(layout: $0) },
    ]

    /// Steps that are not linear in the weight, and first weights that chance gives to places.
    private static let networks = LearnerSuiteOptions(
        except: [.weightsCountAsCopies, .ignoresTheOrderOfFeatures], rows: 600, encodedBytes: 1_000_000)

    private static let rules: [OnlineSettings.StepRule] = [
        .constant(0.02), .adaptive(rate: 0.1), .fading(rate: 0.01, factor: 0.99), .adam(rate: 0.01),
        .proximal(rate: 0.1), .proximal(rate: 0.5, l1: 0.1),
    ]

    @Test(arguments: rules)
    func keepsThemWithEveryStep(rule: OnlineSettings.StepRule) throws {
        let settings = OnlineSettings(step: rule, l2: 0.001)
        let options = LearnerSuiteOptions(except: [.weightsCountAsCopies], rows: 600)

        #expect(try ClassifierSuite.violations(options) { SoftmaxRegression(layout: $0, settings: settings) } == [])
        #expect(try RegressorSuite.violations(options) { LinearRegression(layout: $0, settings: settings) } == [])
        #expect(try RegressorSuite.violations(options) { QuantileRegression(layout: $0, settings: settings) } == [])
    }

    @Test(arguments: listed)
    func keepsItsPromises(learner: ListedLearner) throws {
        #expect(try learner.violations() == [])
    }
}
