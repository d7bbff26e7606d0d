import Domain
import Foundation
import GRDB

/// Reads what the log says of performance, in one look at the file.
struct PerformanceReading {
    let db: Database
    let pipeline: Int64
    let task: LearningTask
    let query: PerformanceQuery

    func report() throws -> PerformanceReport {
        let cut = PerformanceCut(moments: try moments(), query: query)
        let start = try query.since ?? newestStretches(before: cut)
        var entries = try rules(through: cut.sequence)
        let outputs = try predictions(from: query.start(of: start), through: cut.sequence, into: &entries)
        entries += try labels(of: outputs, through: cut.sequence)
        entries.sort { ($0.sequence, $0.rank) < ($1.sequence, $1.rank) }
        var ledger = PerformanceLedger(
            every: query.every, keepsRevisions: query.listsRevisions, isShare: task.higherIsBetter)
        var rest = entries[...]
        for moment in cut.moments {
            while let entry = rest.first, entry.sequence < moment.sequence {
                ledger.fold(entry)
                rest.removeFirst()
            }
            ledger.advance(to: moment.time, entry: moment.sequence)
        }
        for entry in rest { ledger.fold(entry) }
        return PerformanceReport(
            task: task, every: query.every, knownAt: cut.clock, throughEntry: cut.sequence,
            stretches: ledger.stretches())
    }

    /// Everything that moves stream time or changes a figure, in the order of the log.
    private func moments() throws -> [PerformanceCut.Moment] {
        let rows = try Row.fetchCursor(
            db,
            sql: """
                SELECT event.seq, event.time FROM event
                    JOIN prediction ON prediction.pipeline = event.pipeline AND prediction.event = event.id
                    WHERE event.pipeline = ?1
                UNION ALL SELECT seq, time FROM label WHERE pipeline = ?1
                UNION ALL SELECT seq, time FROM superseded_label WHERE pipeline = ?1
                UNION ALL SELECT seq, time FROM retracted_label WHERE pipeline = ?1
                UNION ALL SELECT seq, time FROM reward WHERE pipeline = ?1
                UNION ALL SELECT seq, time FROM implied_label WHERE pipeline = ?1
                UNION ALL SELECT retraction, 0 FROM retracted_label WHERE pipeline = ?1
                ORDER BY 1
                """, arguments: [pipeline])
        var moments: [PerformanceCut.Moment] = []
        while let row = try rows.next() {
            moments.append(PerformanceCut.Moment(sequence: row[0], time: Timestamp(rawValue: row[1])))
        }
        return moments
    }

    /// Where the newest stretches begin, as many as were asked for.
    private func newestStretches(before cut: PerformanceCut) throws -> Timestamp {
        let newest = try Int64.fetchOne(
            db, sql: "SELECT max(time) FROM event WHERE pipeline = ? AND seq <= ?", arguments: [pipeline, cut.sequence])
        let last = query.start(of: Timestamp(rawValue: newest ?? 0))
        return last - query.every * (query.limit - 1)
    }

    private func rules(through sequence: Int64) throws -> [PerformanceEntry] {
        try Row.fetchAll(
            db,
            sql: """
                SELECT seq, body FROM entry WHERE pipeline = ? AND seq <= ?
                AND json_type(body, '$.definition') IS NOT NULL ORDER BY seq
                """, arguments: [pipeline, sequence]
        ).compactMap { row in
            let input = try SQLiteHistory.decoder.decode(PipelineInput.self, from: row["body"] as Data)
            guard case .definition(let definition) = input else { return nil }
            let labels = definition.labels
            return PerformanceEntry(
                sequence: row["seq"], kind: .rule(horizon: labels.horizon, complete: labels.complete))
        }
    }

    /// The answers that count, as entries; gives what each of them was.
    private func predictions(
        from start: Timestamp, through sequence: Int64, into entries: inout [PerformanceEntry]
    ) throws -> [Int64: Output] {
        let rows = try Row.fetchCursor(
            db,
            sql: """
                SELECT id, seq, time, prediction.body FROM event
                JOIN prediction ON prediction.pipeline = event.pipeline AND prediction.event = event.id
                WHERE event.pipeline = ? AND time >= ? AND seq <= ?
                """, arguments: [pipeline, start.rawValue, sequence])
        var outputs: [Int64: Output] = [:]
        var stretches: Set<Timestamp> = []
        while let row = try rows.next() {
            let (event, time) = (row["id"] as Int64, Timestamp(rawValue: row["time"]))
            var codec = RowCodec(reading: [UInt8](row["body"] as Data))
            let record = try codec.prediction(event: event)
            guard record.isCounted else { continue }
            outputs[event] = record.servedOutput
            let kind = PerformanceEntry.Kind.prediction(
                event: event, at: time, isAudited: record.chances.isAudited)
            entries.append(PerformanceEntry(sequence: row["seq"], kind: kind))
            if stretches.insert(query.start(of: time)).inserted, stretches.count > PerformanceQuery.mostStretches {
                throw StoreError(
                    "there are more than \(PerformanceQuery.mostStretches) stretches of \(query.every); "
                        + "ask for longer ones, or begin later")
            }
        }
        return outputs
    }

    private func labels(of outputs: [Int64: Output], through sequence: Int64) throws -> [PerformanceEntry] {
        let chances = try chances()
        var entries: [PerformanceEntry] = []
        let rows = try Row.fetchCursor(
            db,
            sql: """
                SELECT event, seq, truth, is_class, NULL AS retraction, 0 AS is_implied FROM label WHERE pipeline = ?1
                UNION ALL SELECT event, seq, truth, is_class, NULL, 0 FROM superseded_label WHERE pipeline = ?1
                UNION ALL SELECT event, seq, truth, is_class, retraction, 0 FROM retracted_label WHERE pipeline = ?1
                UNION ALL SELECT event, seq, truth, is_class, NULL, 1 FROM implied_label WHERE pipeline = ?1
                """, arguments: [pipeline])
        while let row = try rows.next() {
            let (event, place) = (row["event"] as Int64, row["seq"] as Int64)
            guard place <= sequence, let output = outputs[event] else { continue }
            let retraction: Int64? = row["retraction"]
            // What a commit holds beside a retraction goes with it.
            if let retraction, retraction < place { continue }
            let isImplied: Bool = row["is_implied"]
            let number: Double? = row["truth"]
            let truth: Truth? = number.map { row["is_class"] ? .category(Int($0)) : .number($0) }
            let chance = isImplied ? 1 : chances[event]?.last { $0.sequence <= place }?.probability ?? 1
            let score = PerformanceEntry.Score(
                isTruth: truth != nil, value: truth.flatMap { output.score(against: $0) }, weight: 1 / chance)
            entries.append(
                PerformanceEntry(
                    sequence: place, kind: isImplied ? .implied(event: event, score) : .label(event: event, score)))
            guard let retraction, retraction <= sequence else { continue }
            entries.append(PerformanceEntry(sequence: retraction, kind: .retraction(event: event)))
        }
        return entries
    }

    private struct Chance {
        var sequence: Int64
        var probability: Double
    }

    /// With which chances labels were asked for, by event, oldest first.
    private func chances() throws -> [Int64: [Chance]] {
        let rows = try Row.fetchCursor(
            db,
            sql: """
                SELECT event, seq, probability FROM told_label WHERE pipeline = ? AND event >= 0
                AND fate IN ('kept', 'late', 'orphan', 'recognised') ORDER BY seq
                """, arguments: [pipeline])
        var chances: [Int64: [Chance]] = [:]
        while let row = try rows.next() {
            chances[row["event"], default: []].append(Chance(sequence: row["seq"], probability: row["probability"]))
        }
        return chances
    }
}
