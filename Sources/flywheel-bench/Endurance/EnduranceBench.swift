import ArgumentParser
import Foundation

/// Runs each learner and detector for so long that whatever grows without bound shows, and ends with 1 where one does.
///
/// The encoded state and the count of nodes must stay under the stated caps, and the memory that the kernel counts must not
/// grow in the second half. The cases are in `EnduranceCase+All.swift`; a new one is an entry there.
struct EnduranceBench: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "endurance",
        abstract: "Runs learners and detectors for millions of events and checks that none grows without bound.")

    @Option(help: "Only this case, by its key; may be given several times.")
    var only: [String] = []

    @Option(help: "At most so many events a case, instead of 10,000,000 or an ensemble's 200,000.")
    var events: Int?

    func validate() throws {
        let known = EnduranceCase.all.map(\.key)
        for key in only where !known.contains(key) {
            throw ValidationError("there is no case \(key); the cases are \(known.joined(separator: ", "))")
        }
        if let events, events < EnduranceCase.parts {
            throw ValidationError("\(events) events are too few; use at least \(EnduranceCase.parts)")
        }
    }

    func run() throws {
        var failed = false
        for entry in EnduranceCase.all where only.isEmpty || only.contains(entry.key) {
            let report = try entry.run(most: events ?? .max)
            FileHandle.standardOutput.write(Data((report.line + "\n").utf8))
            failed = failed || !report.violations.isEmpty
        }
        if failed { throw ExitCode(1) }
    }
}
