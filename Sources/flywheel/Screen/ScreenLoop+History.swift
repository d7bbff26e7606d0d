import Dashboard
import Domain
import Engine
import Foundation

extension ScreenLoop {
    /// Reads the history on a thread of its own, so that no key waits for a disk or a socket.
    func findRuns(_ query: RunQuery) {
        Thread.detachNewThread { [link, mailbox] in
            do {
                mailbox.post(.runs(query, try link.history.runs(query)))
            } catch {
                mailbox.post(.runsFailed(query, "\(error)"))
            }
        }
    }

    /// What takes a second or two for some thousand trials holds up nothing.
    func explain(_ pipeline: PipelineName) {
        Thread.detachNewThread { [link, mailbox] in
            do {
                let source = try ExplanationSource(pipeline, search: nil, in: link.history)
                var explanation = try source.explainer.explanation(parameter: nil, pair: nil)
                explanation.front = try source.front()
                mailbox.post(.explanation(pipeline, explanation))
            } catch {
                mailbox.post(.explanationFailed(pipeline, "\(error)"))
            }
        }
    }

    /// A run that the history does not know yet has no lineage: the sheet then says nothing of it.
    func tellLineage(ofRun number: Int, in pipeline: PipelineName) {
        Thread.detachNewThread { [link, mailbox] in
            do {
                guard let lineage = try RunLineage(ofRun: number, in: pipeline, from: link.history) else { return }
                mailbox.post(.lineage(pipeline, lineage))
            } catch {
                mailbox.post(.message("The history of run \(number) cannot be read: \(error)"))
            }
        }
    }
}
