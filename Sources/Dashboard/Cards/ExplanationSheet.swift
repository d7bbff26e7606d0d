package import Domain

/// Which parameters decided what a pipeline's trials reached, and the newest search's front.
package struct ExplanationSheet: Hashable, Sendable {
    enum Content: Hashable, Sendable {
        /// It is being worked out.
        case waits
        case told(SearchExplanation)
        /// The history cannot be read, and why.
        case failed(String)
    }

    package var pipeline: PipelineName
    package internal(set) var scroll = 0
    var content = Content.waits

    init(pipeline: PipelineName) {
        self.pipeline = pipeline
    }
}
