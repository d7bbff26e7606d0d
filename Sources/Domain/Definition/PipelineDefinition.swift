/// A pipeline as its file describes it: checked, with every default filled in.
package struct PipelineDefinition: Hashable, Codable, Sendable {
    package var name: PipelineName
    package var task: LearningTask
    package var source: SourceDefinition
    /// Where its predictions are made.
    package var champion = ChampionPlace.here
    /// The model of another server that serves first, in the place of one that is trained.
    package var remoteChampion: RemoteModel?
    /// A model of another server that is to show its worth against the champion.
    package var remoteCandidate: RemoteModel?
    /// The columns in the order of ``SourceRow/values``: neither time, unit nor target.
    package var columns: [Column]
    package var labels: LabelDefinition
    package var validation: ValidationDefinition
    package var features: FeatureDefinition
    package var initial: InitialDefinition
    package var search: SearchDefinition
    package var gates: GateDefinition
    package var canary: CanaryDefinition
    package var monitors: MonitorDefinition
    package var triggers: [TriggerDefinition]
    package var drills: [DrillDefinition]
    /// Whether a person types the pipeline's name to approve, so that no other is meant; nil, as in a definition of an
    /// older store, is no.
    package var isProtected: Bool?

    package init(
        name: PipelineName, task: LearningTask, source: SourceDefinition, columns: [Column], labels: LabelDefinition,
        validation: ValidationDefinition = ValidationDefinition(), features: FeatureDefinition = FeatureDefinition(),
        initial: InitialDefinition = InitialDefinition(), search: SearchDefinition = SearchDefinition(),
        gates: GateDefinition = GateDefinition(), canary: CanaryDefinition = CanaryDefinition(),
        monitors: MonitorDefinition = MonitorDefinition(), triggers: [TriggerDefinition] = [],
        drills: [DrillDefinition] = []
    ) {
        self.name = name
        self.task = task
        self.source = source
        self.columns = columns
        self.labels = labels
        self.validation = validation
        self.features = features
        self.initial = initial
        self.search = search
        self.gates = gates
        self.canary = canary
        self.monitors = monitors
        self.triggers = triggers
        self.drills = drills
    }
}
