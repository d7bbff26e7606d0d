import Dashboard
import Domain
import Terminal

/// Builds snapshots with believable numbers, the same on every run.
struct Fixture {
    /// Tue 24 November 2026, 14:05:32.
    static let wallTime = Timestamp(rawValue: 1_795_529_132_000)
    static let electricityTime = Timestamp("1996-09-21T14:00:00Z") ?? Timestamp(rawValue: 0)

    var electricity = Fixture.electricityServing()
    var traffic = Fixture.trafficServing()
    var loans = Fixture.loansServing()
    var needs: [Need] = []
    var caption = "Three models serve. Each is scored on every label that comes in."
    var factor = 50.0

    var snapshot: EngineSnapshot {
        EngineSnapshot(
            revision: 4_711, workspace: "demo-data", time: Self.wallTime,
            replay: ReplayStatus(factor: factor, isLockstep: false), pipelines: [electricity, traffic, loans],
            needs: needs, caption: caption, problem: nil)
    }

    func model(
        _ size: Size = Size(columns: 80, rows: 24), session: Session = Session(user: "ana")
    ) -> DashboardModel {
        DashboardModel(snapshot: snapshot, session: session, size: size, at: Self.wallTime)
    }

    static func electricityServing() -> PipelineSnapshot {
        var pipeline = PipelineSnapshot(
            name: PipelineName(rawValue: "electricity"), task: .classification(classes: ["DOWN", "UP"]),
            champion: VersionSnapshot(
                version: ModelVersion(rawValue: 1), summary: "boosted trees, 1,000 rows", updates: .frozen,
                since: electricityTime - .days(121), trainedRows: 1_000),
            labelDelay: .minutes(30))
        pipeline.stage = .serving
        pipeline.streamTime = electricityTime
        pipeline.events = 6_812
        pipeline.labelled = 6_811
        pipeline.eventsPerSecond = 52
        pipeline.sourceStatus = "replaying"
        pipeline.served = 0.803
        pipeline.ghost = 0.803
        pipeline.noChange = 0.858
        pipeline.alertLevel = 0.755
        pipeline.constantBaseline = 0.571
        pipeline.details = [
            NamedValue("kappa", 0.594), NamedValue("kappa-T", -0.387), NamedValue("log loss", 0.448),
        ]
        pipeline.points = points(count: 240, end: electricityTime, step: .hours(12)) { place in
            let wave = 0.01 * ripple(place)
            return (0.805 + wave, 0.805 + wave, 0.856 - wave / 2, nil)
        }
        pipeline.drift = [
            drift("nsw_price", 0.04, [0.01, 0.02, 0.02, 0.01, 0.03, 0.02, 0.03, 0.05, 0.04, 0.04]),
            drift("vic_price", 0.02, [0.02, 0.02, 0.01, 0.01, 0.02, 0.03, 0.02, 0.02, 0.01, 0.02]),
            drift("nsw_demand", 0.07, [0.03, 0.04, 0.04, 0.06, 0.05, 0.07, 0.08, 0.06, 0.07, 0.07]),
            drift("output", 0.01, [0.01, 0.01, 0.02, 0.01, 0.01, 0.01, 0.02, 0.01, 0.01, 0.01]),
        ]
        pipeline.triggers = [
            TriggerSnapshot(
                kind: "decay", isLive: true, value: 0.012, threshold: 0.05, whyNotNow: ".012 of .050", last: nil),
            TriggerSnapshot(
                kind: "periodic", isLive: true, value: 21, threshold: 30, whyNotNow: "next in 9 d", last: nil),
            TriggerSnapshot(
                kind: "drift", isLive: false, value: 0, threshold: 2, whyNotNow: "only recorded: 0 of 2 columns",
                last: nil),
        ]
        pipeline.why = [
            "v1 (boosted trees, 1,000 rows) serves since 23 May 1996.",
            "It is the first version; nothing has been promoted since.",
        ]
        return pipeline
    }

    static func trafficServing() -> PipelineSnapshot {
        let time = Timestamp("2016-11-26T09:00:00Z") ?? Timestamp(rawValue: 0)
        var pipeline = PipelineSnapshot(
            name: PipelineName(rawValue: "traffic"), task: .regression,
            champion: VersionSnapshot(
                version: ModelVersion(rawValue: 5), summary: "linear, 4,000 rows", updates: .live,
                since: time - .hours(3), trainedRows: 4_000),
            labelDelay: .hours(1))
        pipeline.stage = .serving
        pipeline.streamTime = time
        pipeline.events = 38_204
        pipeline.labelled = 38_203
        pipeline.eventsPerSecond = 12
        pipeline.sourceStatus = "replaying"
        pipeline.served = 214.3
        pipeline.ghost = 391.8
        pipeline.noChange = 442.1
        pipeline.constantBaseline = 1_744
        pipeline.details = [NamedValue("RMSE", 331.2), NamedValue("MASE", 0.485)]
        pipeline.points = points(count: 180, end: time, step: .hours(2)) { place in
            let wave = 22 * ripple(place)
            return (218 + wave, 380 + wave * 1.5, 440 - wave, nil)
        }
        pipeline.marks = [ChartMark(time: time - .days(4), kind: .promotion, text: "v5 −31 ± 8")]
        pipeline.drift = [drift("temp", 0.11, [0.04, 0.05, 0.07, 0.08, 0.08, 0.1, 0.11])]
        pipeline.triggers = [
            TriggerSnapshot(
                kind: "periodic", isLive: true, value: 5, threshold: 7, whyNotNow: "next in 2 d", last: nil)
        ]
        pipeline.promotions = 4
        return pipeline
    }

    static func loansServing() -> PipelineSnapshot {
        let time = Timestamp("2019-02-14T00:00:00Z") ?? Timestamp(rawValue: 0)
        var pipeline = PipelineSnapshot(
            name: PipelineName(rawValue: "loans"), task: .classification(classes: ["paid", "default"]),
            champion: VersionSnapshot(
                version: ModelVersion(rawValue: 1), summary: "random forest, 2,000 rows", updates: .frozen,
                since: time - .days(60), trainedRows: 2_000),
            labelDelay: .days(30))
        pipeline.stage = .serving
        pipeline.streamTime = time
        pipeline.events = 9_120
        pipeline.labelled = 8_011
        pipeline.eventsPerSecond = 8
        pipeline.sourceStatus = "replaying"
        pipeline.served = 0.871
        pipeline.ghost = 0.871
        pipeline.noChange = 0.779
        pipeline.points = points(count: 160, end: time, step: .days(1)) { place in
            let wave = 0.008 * ripple(place)
            return (0.87 + wave, 0.87 + wave, 0.78 - wave, nil)
        }
        pipeline.triggers = [
            TriggerSnapshot(
                kind: "drift", isLive: true, value: 0.08, threshold: 0.2, whyNotNow: ".08 of .20", last: nil)
        ]
        return pipeline
    }

    /// A smooth unrest from -1 to 1: three triangle waves of different lengths.
    static func ripple(_ place: Int) -> Double {
        func triangle(_ length: Int) -> Double {
            let phase = Double(place % length) / Double(length)
            return phase < 0.5 ? 4 * phase - 1 : 3 - 4 * phase
        }
        return (triangle(47) + triangle(19) + triangle(7) / 2) / 2.5
    }

    static func drift(_ name: String, _ value: Double, _ history: [Double], limit: Double = 0.25) -> DriftSnapshot {
        DriftSnapshot(
            name: name, stability: value, limit: limit, history: history, missingShare: 0,
            reference: [0.2, 0.3, 0.3, 0.2, 0], current: [0.25, 0.25, 0.3, 0.2, 0])
    }

    static func points(
        count: Int, end: Timestamp, step: TimeSpan,
        _ values: (Int) -> (served: Double?, ghost: Double?, noChange: Double?, candidate: Double?)
    ) -> [MetricPoint] {
        (0..<count).map { place in
            let value = values(place)
            return MetricPoint(
                sequence: Int64(place * 50), time: end - step * (count - 1 - place), served: value.served,
                ghost: value.ghost, noChange: value.noChange, candidate: value.candidate)
        }
    }
}
