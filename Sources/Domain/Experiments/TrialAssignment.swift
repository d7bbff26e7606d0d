/// One trial as a worker gets it.
package struct TrialAssignment: Hashable, Codable, Sendable {
    /// Names this handing-out; a result with another lease is not this trial's.
    package var lease: String
    package var specification: TrialSpecification
    package var task: LearningTask
    /// The schema that gives the dataset's columns their kinds.
    package var columns: [Column]
    /// What may be computed beside the columns, and so what each number of a row's memory is.
    package var features: FeatureDefinition
    /// From an event to its label at the earliest: an encoding of a training row knows no younger ones.
    package var labelDelay: TimeSpan
    /// The dataset file, named by its SHA-256, in the workspace's dataset folder.
    package var dataset: ContentDigest
    /// Stretches to be judged on, the newest first; the model is that of the first one.
    package var slices: [TrialSlice]
    /// The model that training begins from; nil from nothing.
    package var base: ContentDigest?
    /// Rows of the dataset that the base was trained on: its oldest ones.
    package var baseRows: Int
    /// The models of a blend's members as their own runs left them, one a member: those of the first slice; empty where
    /// each is to be trained.
    package var memberModels: [ContentDigest] = []
    /// Labels enter the score on this scale for regression: an error of so much counts as a loss of 1.
    package var lossScale: Double
    package var wallSecondsLimit: Double
    package var memoryBytesLimit: Int64

    package init(
        lease: String, specification: TrialSpecification, task: LearningTask, columns: [Column],
        features: FeatureDefinition, labelDelay: TimeSpan, dataset: ContentDigest, slices: [TrialSlice],
        base: ContentDigest? = nil, baseRows: Int = 0, lossScale: Double,
        wallSecondsLimit: Double, memoryBytesLimit: Int64
    ) {
        self.lease = lease
        self.specification = specification
        self.task = task
        self.columns = columns
        self.features = features
        self.labelDelay = labelDelay
        self.dataset = dataset
        self.slices = slices
        self.base = base
        self.baseRows = baseRows
        self.lossScale = lossScale
        self.wallSecondsLimit = wallSecondsLimit
        self.memoryBytesLimit = memoryBytesLimit
    }
}
