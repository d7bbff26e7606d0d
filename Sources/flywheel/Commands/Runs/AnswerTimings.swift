import Domain
import Foundation

/// How long trained models take for single answers on this machine, now: what a record of a run does not tell.
struct AnswerTimings {
    private static let rows = 200

    let artifacts: FileArtifacts
    let nanoseconds: () -> UInt64

    /// Times models on the newest rows of their datasets, each once warm.
    ///
    /// - Parameter runs: Completed ones; those of a learner of the user's own are left out, as it is a process to start.
    /// - Returns: Milliseconds of the middle one of the answers by run, and why others are missing; nil where none is.
    func milliseconds(of runs: [RunRecord]) -> (times: [Int: Double], missing: String?) {
        var times: [Int: Double] = [:]
        var gone = 0
        var missing: String?
        var rows: (dataset: ContentDigest, events: [Event])?
        for run in runs {
            guard run.specification.program == nil else {
                missing = "a learner of your own is not started for it"
                continue
            }
            guard let dataset = run.dataset, let content = run.model else { continue }
            guard isThere(.dataset, dataset), isThere(.model, content) else {
                gone += 1
                continue
            }
            do {
                if rows?.dataset != dataset {
                    rows = (dataset, try artifacts.loadDataset(dataset).suffix(Self.rows).map(\.event))
                }
                let model = try artifacts.loadModel(content)
                times[run.number] = middle(of: model, on: rows?.events ?? [])
            } catch {
                missing = "run \(run.number): \(error)"
            }
        }
        if gone > 0 {
            missing = gone == 1 ? "one model or its rows are gone" : "\(gone) models or their rows are gone"
        }
        return (times, missing)
    }

    private func isThere(_ kind: ArtifactFile.Kind, _ digest: ContentDigest) -> Bool {
        FileManager.default.fileExists(atPath: "\(artifacts.directory)/\(kind.rawValue)/\(digest.hexadecimal)")
    }

    private func middle(of model: any PublishedModel, on events: [Event]) -> Double? {
        for event in events { _ = model.predict(event) }
        let times = events.map { event in
            let start = nanoseconds()
            _ = model.predict(event)
            return nanoseconds() - start
        }.sorted()
        return times.isEmpty ? nil : Double(times[times.count / 2]) / 1e6
    }
}
