import Dispatch
import Domain
import Glibc

/// An engine that goes on after its terminal has gone.
struct Headless {
    let place: EnginePlace

    private var log: ServiceLog { ServiceLog(stateDirectory: place.stateDirectory) }

    /// Lets go of the terminal, and says in the log how to come back.
    func begin() {
        let sentence =
            "the terminal is gone; the engine goes on without a screen, process \(getpid()): "
            + "`flywheel watch` attaches, `flywheel stop` ends it"
        // For whoever sent the signal by hand, on a terminal that is still there.
        print("flywheel: \(sentence)")
        fflush(nil)
        log.takeEverything()
        log.note(sentence)
    }

    /// Does that whenever the terminal goes.
    func onHangUp() -> any DispatchSourceSignal {
        Signals.on(SIGHUP) { begin() }
    }
}
