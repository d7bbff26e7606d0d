import Connectors
import Domain
import Engine

/// Keeps a tracking server's copy of runs and versions up to date while an engine runs.
struct Mirroring {
    private static let pause = Duration.seconds(2)
    private static let longestPause = Duration.seconds(60)

    let settings: MLflowSettings
    let link: any EngineLink
    /// Keeps what is there already.
    let file: String

    /// Begins; nil where the workspace names no server.
    ///
    /// What is unsent when the task is cancelled is sent by the next engine.
    static func begin(_ assembly: EngineAssembly, _ link: any EngineLink) -> Task<Void, Never>? {
        guard assembly.mode == .live, let settings = assembly.workspace.settings.mlflow else { return nil }
        let mirroring = Mirroring(settings: settings, link: link, file: "\(assembly.stateDirectory)/mlflow.json")
        return Task { await mirroring.run() }
    }

    private func run() async {
        let mirror = MLflowMirror(settings, history: link.history, file: file)
        var obstacle: String?
        var pause = Self.pause
        while !Task.isCancelled {
            let outcome = await mirror.pass(link.snapshot())
            guard !Task.isCancelled else { return }
            for sentence in outcome.refused { StandardError.print("MLflow does not take \(sentence)") }
            if outcome.obstacle != obstacle {
                obstacle = outcome.obstacle
                StandardError.print(
                    obstacle.map { "MLflow: \($0); what is new waits, and is sent when it is back" }
                        ?? "MLflow is back, and has what waited")
            }
            pause = obstacle == nil ? Self.pause : min(pause * 2, Self.longestPause)
            // A cancelled pause ends at once, and the loop with it.
            try? await Task.sleep(for: pause)
        }
    }
}
