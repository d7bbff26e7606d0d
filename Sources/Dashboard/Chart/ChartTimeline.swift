import Domain

/// The moments of the main chart: what labels have told, up to the label watermark, then what is expected.
///
/// A point stands at the event time up to which its labels were complete, so that a change is seen where it happened and
/// not where its labels came. Where labels lag by less than a twentieth of the stretch shown there is no room for more than
/// the points, and where no answer waits for its label nothing is expected.
struct ChartTimeline {
    private static let leastShare: Int64 = 20

    let points: [MetricPoint]
    /// Nil is the end of the stream, without a value of its own.
    let estimates: [EstimateSnapshot.Point?]
    let times: [Timestamp]
    /// The label watermark where it is to be seen.
    let labelledThrough: Timestamp?

    init(_ pipeline: PipelineSnapshot, _ shown: ArraySlice<MetricPoint>) {
        let all = Self.rising(shown)
        let expected = pipeline.labels.estimate?.points.filter { $0.time <= pipeline.streamTime } ?? []
        guard !expected.isEmpty, let first = all.first?.place, let mark = pipeline.labels.watermark, mark > first,
            (pipeline.streamTime - mark).milliseconds
                > (pipeline.streamTime - first).milliseconds / Self.leastShare
        else {
            (points, estimates, times, labelledThrough) = (all, [], all.map(\.place), nil)
            return
        }
        // Labels that came before they stopped to come may speak of a little more than the mark.
        points = all.filter { $0.place <= mark }
        estimates = expected + [nil]
        times = points.map(\.place) + expected.map(\.time) + [pipeline.streamTime]
        labelledThrough = mark
    }

    /// Without points that later ones speak again of.
    private static func rising(_ shown: ArraySlice<MetricPoint>) -> [MetricPoint] {
        var kept: [MetricPoint] = []
        for point in shown.reversed() where point.place <= kept.last?.place ?? point.place { kept.append(point) }
        return kept.reversed()
    }
}

extension MetricPoint {
    /// Where it stands on the chart.
    fileprivate var place: Timestamp { through ?? time }
}
