import ArgumentParser
import Domain

/// What the reporting commands share.
enum Reporting {
    static func moment(_ text: String, now: Timestamp) throws -> Timestamp {
        guard let moment = Moment.parse(text, now: now) else {
            StandardError.print("\"\(text)\" is not a moment; use 2026-11-17, tue or 3h")
            throw ExitCode(2)
        }
        return moment
    }
}
