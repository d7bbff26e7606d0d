/// How an online linear learner moves on each example.
package struct OnlineSettings: Hashable, Codable, Sendable {
    package enum StepRule: Hashable, Codable, Sendable {
        case constant(Double)
        /// Each weight's step falls with the root of its squared gradients so far.
        ///
        /// Source: Duchi, Hazan, Singer, "Adaptive Subgradient Methods", JMLR 12, 2011 (AdaGrad, diagonal).
        case adaptive(rate: Double)
        /// As adaptive, over a fading mean of the squared gradients: the step never dies out, so that the learner follows
        /// a world that goes on changing.
        ///
        /// Source: Tieleman, Hinton, "Lecture 6.5: RMSProp", Neural Networks for Machine Learning, 2012.
        case fading(rate: Double, factor: Double)
    }

    package var step: StepRule
    /// Squared-weight penalty, added to each gradient; 0 for none.
    package var l2: Double

    package init(step: StepRule = .adaptive(rate: 0.1), l2: Double = 0) {
        self.step = step
        self.l2 = l2
    }
}
