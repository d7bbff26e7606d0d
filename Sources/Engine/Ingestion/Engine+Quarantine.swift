import Domain

extension Engine {
    /// Why a row cannot be put back or dropped: it is not in quarantine any more, never was, or holds no event.
    func quarantineRefusal(_ intent: Intent) -> String? {
        switch intent.command {
        case .releaseRow(let row): quarantineRefusal(row, releases: true, intent.pipeline)
        case .dropRow(let row): quarantineRefusal(row, releases: false, intent.pipeline)
        default: nil
        }
    }

    private func quarantineRefusal(_ row: Int64, releases: Bool, _ pipeline: PipelineName) -> String? {
        do {
            try commit()
            guard let standing = try environment.store.standings(of: [row], in: pipeline)[row] else {
                return "\(pipeline) has no row \(row); `flywheel quarantine \(pipeline)` lists those in quarantine"
            }
            guard let quarantine = standing.quarantine else {
                return "row \(row) is not in quarantine: it counts already"
            }
            if quarantine.isDropped { return "row \(row) is dropped for good" }
            if releases, !quarantine.isReadable {
                return "row \(row) could not be read, so that there is nothing to put back; drop it, and send it anew"
            }
            return nil
        } catch {
            return "the history cannot be read: \(error)"
        }
    }
}
