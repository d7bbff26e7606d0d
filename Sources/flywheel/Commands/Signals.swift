import Dispatch
import Glibc

/// Calls back on signals instead of ending the process.
enum Signals {
    /// SIGTERM and SIGINT ask a process to end; with `hangUp`, the end of its terminal does too.
    static func onTermination(
        hangUp: HangUp = .ends, _ body: @escaping @Sendable () -> Void
    ) -> [any DispatchSourceSignal] {
        let ending =
            switch hangUp {
            case .ends: [SIGTERM, SIGINT, SIGHUP]
            case .isSurvived: [SIGTERM, SIGINT]
            }
        return ending.map { on($0, body) }
    }

    /// What the end of the terminal means.
    enum HangUp {
        case ends
        case isSurvived
    }

    static func on(_ number: Int32, _ body: @escaping @Sendable () -> Void) -> any DispatchSourceSignal {
        signal(number, SIG_IGN)
        let source = DispatchSource.makeSignalSource(signal: number)
        source.setEventHandler(handler: body)
        source.resume()
        return source
    }
}
