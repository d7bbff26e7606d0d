import Domain
import Glibc
import Synchronization

/// Times the steps of a command and, for a person, prints each when it comes.
final class StepClock: Sendable {
    private struct State {
        var effective: Double?
        var recorded: Double?
        var lingers: String?
        var isLineOpen = false
    }

    private let start = ContinuousClock.now
    /// What is said before the first step; nil where nothing is printed.
    private let opening: String?
    private let state = Mutex(State())

    init(opening: String?) {
        self.opening = opening
    }

    var effectiveMilliseconds: Double? { state.withLock { $0.effective } }
    var recordedMilliseconds: Double? { state.withLock { $0.recorded } }
    /// Why the version may still get requests; nil where it does not.
    var lingers: String? { state.withLock { $0.lingers } }

    func take(_ step: IntentStep) {
        let span = start.duration(to: .now).components
        let milliseconds = Double(span.seconds) * 1e3 + Double(span.attoseconds / 1_000_000_000_000) / 1e3
        switch step {
        case .effective:
            state.withLock { $0.effective = milliseconds }
            say("effective", milliseconds)
        case .recorded(.done):
            state.withLock { $0.recorded = milliseconds }
            say("recorded", milliseconds)
        case .lingers(let sentence):
            state.withLock { $0.lingers = sentence }
        case .recorded(.refused):
            break
        }
    }

    /// Ends the line that the steps are on.
    func end() {
        if state.withLock({ $0.isLineOpen }) { print("") }
    }

    private func say(_ what: String, _ milliseconds: Double) {
        guard let opening else { return }
        let wasOpen = state.withLock { state in
            defer { state.isLineOpen = true }
            return state.isLineOpen
        }
        let tenths = (milliseconds * 10).rounded() / 10
        let number = tenths < 10 ? "\(tenths)" : "\(Int(milliseconds.rounded()))"
        print("\(wasOpen ? "," : opening) \(what) after \(number) ms", terminator: "")
        fflush(nil)
    }
}
