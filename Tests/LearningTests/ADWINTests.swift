import Foundation
import Testing

@testable import Learning

/// River's ADWIN, index by index.
struct ADWINTests {
    private struct Detections: Decodable {
        struct Run: Decodable {
            var stream: String
            var detector: String
            var params: [String: Parameter]
            var detections: [Int]

            func number(_ name: String, or standard: Double) -> Double { params[name]?.number ?? standard }
        }

        /// Some detectors have words among their parameters.
        struct Parameter: Decodable {
            var number: Double?

            init(from decoder: any Decoder) throws {
                number = try? decoder.singleValueContainer().decode(Double.self)
            }
        }

        var detectors: [Run]
    }

    private struct Trace: Decodable {
        struct Inner: Decodable {
            var streams: [String: [[Double]]]
        }

        var adwin_trace: Inner
    }

    @Test func raisesWhereRiverRaises() throws {
        let golden = try JSONDecoder().decode(Detections.self, from: Golden.data("drift_river.json"))
        let runs = golden.detectors.filter { $0.detector == "ADWIN" }
        #expect(!runs.isEmpty)

        for run in runs {
            var detector = ADWIN(
                delta: run.number("delta", or: 0.002), clock: Int(run.number("clock", or: 32)),
                maximumBuckets: Int(run.number("max_buckets", or: 5)),
                minimumWindow: Int(run.number("min_window_length", or: 5)),
                gracePeriod: Int(run.number("grace_period", or: 10)))
            let values = try Golden.stream(run.stream)

            let found = values.indices.filter { detector.observe(values[$0]) == .drift }

            #expect(found == run.detections, "\(run.stream)")
        }
    }

    @Test(arguments: ["bern_abrupt", "gauss_mean"])
    func hasRiversInnerState(stream: String) throws {
        let golden = try JSONDecoder().decode(Trace.self, from: Golden.data("river_learners.json"))
        let rows = try #require(golden.adwin_trace.streams[stream])
        let values = try Golden.stream(stream)
        var detector = ADWIN()
        var next = 0

        for (index, value) in values.enumerated() where next < rows.count {
            _ = detector.observe(value)
            guard Int(rows[next][0]) == index else { continue }
            #expect(Double(detector.width) == rows[next][1], "row \(index)")
            #expect(abs(detector.estimate - rows[next][2]) < 1e-9, "row \(index)")
            next += 1
        }

        #expect(next == rows.count)
    }
}
