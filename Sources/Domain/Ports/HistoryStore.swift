/// Everything the program knows, on disk: one writer, many readers.
package protocol HistoryStore: Sendable {
    /// Writes all of it or nothing; on return it survives a power cut.
    ///
    /// - Throws: ``StoreError`` with what, where and how to mend it (disk full, read-only, damaged).
    func commit(_ changes: [PipelineChanges]) throws(StoreError)

    /// What the fold needs to go on after a stop of any kind.
    func restore(_ pipeline: PipelineName) throws(StoreError) -> Restoration

    /// What is committed of some events; an unknown one is left out.
    func standings(of events: [Int64], in pipeline: PipelineName) throws(StoreError) -> [Int64: EventStanding]

    /// Which of these numbers name rows that are committed, accepted or quarantined.
    func known(_ numbers: [Int64], in pipeline: PipelineName) throws(StoreError) -> Set<Int64>

    /// Committed events with what was answered for them; an unknown or unanswered one is left out.
    func answeredEvents(_ events: [Int64], in pipeline: PipelineName) throws(StoreError) -> [AnsweredEvent]

    /// The numbers of observations by their servers' own names; an unknown one is left out.
    func observed(_ ownIDs: [String], in pipeline: PipelineName) throws(StoreError) -> [String: Int64]

    /// The predictions of a unit that are nearest to a moment: one, or two that are equally near; none beyond `tolerance`.
    func predictions(
        nearest moment: UnitMoment, within tolerance: TimeSpan, in pipeline: PipelineName
    ) throws(StoreError) -> [UnitMatch]

    /// Labelled events as of a place in the log, oldest first.
    func labelledEvents(_ query: LabelledEventQuery) throws(StoreError) -> [ScoredEvent]

    /// Some events, labelled or not, by their ids; an unknown one is left out.
    func events(_ ids: [Int64], in pipeline: PipelineName) throws(StoreError) -> [Event]
}

/// The reading side, for the screen and the command line.
package protocol HistoryReader: Sendable {
    func pipelines() throws(StoreError) -> [PipelineName]
    /// The pipeline file in force; nil for a pipeline that the store does not know.
    func definition(of pipeline: PipelineName) throws(StoreError) -> PipelineDefinition?
    func audits(_ pipeline: PipelineName, since: Timestamp?, limit: Int) throws(StoreError) -> [AuditRecord]
    /// The newest points, oldest first.
    func points(_ pipeline: PipelineName, limit: Int) throws(StoreError) -> [MetricPoint]
    /// The newest runs, oldest first; the same order for those below that have a limit.
    func runs(_ pipeline: PipelineName, limit: Int) throws(StoreError) -> [RunRecord]
    /// The runs that a query means, in its order.
    func runs(_ query: RunQuery) throws(StoreError) -> RunPage
    /// What a run was made of; nil for a run that is not known.
    func sources(ofRun number: Int, in pipeline: PipelineName) throws(StoreError) -> RunSources?
    func versions(_ pipeline: PipelineName, limit: Int) throws(StoreError) -> [VersionRecord]
    func rollouts(_ pipeline: PipelineName, limit: Int) throws(StoreError) -> [RolloutRecord]
    func alerts(_ pipeline: PipelineName, limit: Int) throws(StoreError) -> [AlertRecord]
    func triggers(_ pipeline: PipelineName, limit: Int) throws(StoreError) -> [TriggerRecord]
    func quarantined(_ pipeline: PipelineName, limit: Int) throws(StoreError) -> [QuarantinedRow]
    /// Those that were taken away among them.
    func golden(_ pipeline: PipelineName, limit: Int) throws(StoreError) -> [GoldenCase]
    /// What a range of labels has got into, for whoever thinks of taking it back.
    func taint(of range: LabelRange, in pipeline: PipelineName) throws(StoreError) -> LabelTaint
    func retractions(_ pipeline: PipelineName, limit: Int) throws(StoreError) -> [LabelRetraction]
    /// Realised performance as it is known now or was known once; nil for a pipeline that the store does not know.
    func performance(_ query: PerformanceQuery) throws(StoreError) -> PerformanceReport?
}

/// Where a pipeline's fold stood, and what was committed after that.
package struct Restoration: Sendable {
    package var checkpoint: Checkpoint?
    package var position: SourcePosition?
    /// Entries after the checkpoint, in order; all of them where there is none.
    package var tail: [LogEntry]
    /// The highest number of an accepted row; 0 before the first.
    package var lastEvent: Int64

    package init(checkpoint: Checkpoint?, position: SourcePosition?, tail: [LogEntry], lastEvent: Int64 = 0) {
        self.checkpoint = checkpoint
        self.position = position
        self.tail = tail
        self.lastEvent = lastEvent
    }
}

/// Which labelled events: the newest `limit` that the conditions leave.
package struct LabelledEventQuery: Hashable, Sendable {
    /// Events whose id modulo `every` lies from `offset` up to `offset + rows` are kept from training, for replay.
    package struct Reservation: Hashable, Codable, Sendable {
        package var every: Int64
        package var offset: Int64
        package var rows: Int64

        package init(every: Int64, offset: Int64, rows: Int64) {
            self.every = every
            self.offset = offset
            self.rows = rows
        }

        package func holds(_ event: Int64) -> Bool {
            let place = event % every
            return place >= offset && place < offset + rows
        }
    }

    package var pipeline: PipelineName
    /// Event and label both at or before this place in the log.
    package var throughSequence: Int64
    package var events: ClosedRange<Int64>
    package var limit: Int
    /// Leaves the reserved rows out; nil takes them too.
    package var skipping: Reservation?
    /// Takes the reserved rows alone.
    package var keeping: Reservation?
    /// Blocked batches, left out.
    package var excluded: [ClosedRange<Int64>]

    package init(
        pipeline: PipelineName, throughSequence: Int64, events: ClosedRange<Int64>, limit: Int,
        skipping: Reservation?, excluded: [ClosedRange<Int64>], keeping: Reservation? = nil
    ) {
        self.pipeline = pipeline
        self.throughSequence = throughSequence
        self.events = events
        self.limit = limit
        self.skipping = skipping
        self.keeping = keeping
        self.excluded = excluded
    }
}

/// A labelled event with what the champion of its time answered; nil for a row that was released from quarantine.
package struct ScoredEvent: Hashable, Sendable {
    package var labelled: LabelledEvent
    package var prediction: PredictionRecord?

    package init(labelled: LabelledEvent, prediction: PredictionRecord?) {
        self.labelled = labelled
        self.prediction = prediction
    }
}

/// A store that cannot do what was asked: what, where, how to mend it.
package struct StoreError: Error, Hashable, Sendable, CustomStringConvertible {
    package var description: String

    package init(_ description: String) {
        self.description = description
    }
}
