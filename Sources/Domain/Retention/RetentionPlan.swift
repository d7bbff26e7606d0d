/// Which datasets and models may go: those that no lineage of production needs, and no run that is young enough.
///
/// Lineage is what the state names (what serves, candidates, archived versions, what can be undone, an open search), every
/// version that was ever before the gates, the runs that made it, with the trials that these repeat, and what all of them
/// were trained from. Golden cases name events, which are in the history.
package struct RetentionPlan: Sendable {
    /// Files that may go.
    package let removed: [ArtifactFile]
    package let kept: [ArtifactFile]
    /// Files that are not this program's, and are left alone.
    package let foreign: [ArtifactFile]

    /// - Parameters:
    ///   - files: All that there are.
    ///   - facts: Of every pipeline that the history knows.
    ///   - age: Of a run's search, in stream time, up to which the run's dataset and model are kept.
    /// - Complexity: O(files + versions + runs)
    package init(files: [ArtifactFile], facts: [RetentionFacts], keeping age: TimeSpan) {
        let needed = facts.reduce(into: Set<ContentDigest>()) { $0.formUnion(Self.needed($1, age)) }
        var (removed, kept, foreign): ([ArtifactFile], [ArtifactFile], [ArtifactFile]) = ([], [], [])
        for file in files {
            if let digest = file.digest {
                if needed.contains(digest) { kept.append(file) } else { removed.append(file) }
            } else if file.isHalfWritten {
                removed.append(file)
            } else {
                foreign.append(file)
            }
        }
        self.removed = removed
        self.kept = kept
        self.foreign = foreign
    }

    /// What one pipeline needs.
    static func needed(_ facts: RetentionFacts, _ age: TimeSpan) -> Set<ContentDigest> {
        var needed = facts.roots
        for version in facts.versions {
            needed.formUnion([version.model, version.dataset] + [version.specification.base?.model].compactMap { $0 })
        }
        let byNumber = Dictionary(facts.runs.map { ($0.run.number, $0.run) }, uniquingKeysWith: { $1 })
        let made = Set(facts.versions.map(\.model))
        for found in facts.runs {
            let run = found.run
            let isLineage = found.version != nil || run.model.map(made.contains) == true
            guard isLineage || isYoung(run, facts, age) else { continue }
            needed.formUnion(artifacts(of: run))
            if isLineage, let parent = run.tracking?.parent.flatMap({ byNumber[$0] }) {
                needed.formUnion(artifacts(of: parent))
            }
        }
        return needed
    }

    /// A run whose search's beginning is not known is young.
    private static func isYoung(_ run: RunRecord, _ facts: RetentionFacts, _ age: TimeSpan) -> Bool {
        guard let begun = facts.begun[run.search], let now = facts.now else { return true }
        return now - begun <= age
    }

    private static func artifacts(of run: RunRecord) -> [ContentDigest] {
        [run.model, run.dataset, run.specification.base?.model].compactMap { $0 }
    }
}
