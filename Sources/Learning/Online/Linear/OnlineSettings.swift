/// How an online linear learner moves on each example.
package struct OnlineSettings: Hashable, Codable, Sendable {
    package enum StepRule: Hashable, Codable, Sendable {
        /// Stochastic gradient descent.
        ///
        /// A rate of 0.001–0.1 is usual; up to 1 follows a stream whose labels come in runs.
        case constant(Double)
        /// Each weight's step falls with the root of its squared gradients so far; a rate of 0.01–1.
        ///
        /// Source: Duchi, Hazan, Singer, "Adaptive Subgradient Methods", JMLR 12, 2011 (AdaGrad, diagonal).
        case adaptive(rate: Double)
        /// As adaptive, over a fading mean of the squared gradients: the step never dies out, so that the learner follows
        /// a world that goes on changing. A rate of 0.003–0.3, a factor of 0.9–0.999.
        ///
        /// Source: Tieleman, Hinton, "Lecture 6.5: RMSProp", Neural Networks for Machine Learning, 2012.
        case fading(rate: Double, factor: Double)
        /// As fading, along a fading mean of the gradients too; both means corrected for their start, and the penalty
        /// taken off the weight beside the step. A category's means move only when it comes. A rate of 0.001–0.3, a
        /// momentum of 0–0.95, a factor of 0.9–0.9999.
        ///
        /// Source: Kingma, Ba, "Adam", ICLR 2015; Loshchilov, Hutter, "Decoupled Weight Decay Regularization", ICLR 2019.
        case adam(rate: Double, momentum: Double = 0.9, factor: Double = 0.999)
        /// Follow the proximally regularised leader: steps that fall as AdaGrad's, and weights that are exactly 0 until
        /// the sum of their gradients passes `l1`. The intercept has no penalty. A rate of 0.05–1, an offset above 0.
        ///
        /// Source: McMahan et al., "Ad Click Prediction: a View from the Trenches", KDD 2013, algorithm 1.
        case proximal(rate: Double, offset: Double = 1, l1: Double = 0)
    }

    package var step: StepRule
    /// Squared-weight penalty, added to each gradient; 0 for none, and rarely above 0.01.
    package var l2: Double

    package init(step: StepRule = .adaptive(rate: 0.1), l2: Double = 0) {
        self.step = step
        self.l2 = l2
    }
}
