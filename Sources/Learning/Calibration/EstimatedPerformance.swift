/// How well a model does on rows without labels, by its calibrated probabilities, and whether to believe it.
package struct EstimatedPerformance: Hashable, Codable, Sendable {
    package let rows: Int
    package let accuracy: EstimatedMetric
    /// Nil for confidences of a predicted class, or where no row is predicted true.
    package let precision: EstimatedMetric?
    /// Nil for confidences of a predicted class, or where no row is expected to be true.
    package let recall: EstimatedMetric?
    package let f1: EstimatedMetric?
    /// Area under the receiver operating characteristic; nil also where all rows are expected to be of one class.
    package let auc: EstimatedMetric?
    package let trust: Trust

    package enum Trust: Hashable, Codable, Sendable {
        case trusted
        /// Every check that failed, never none.
        case untrusted([DistrustReason])
    }
}
