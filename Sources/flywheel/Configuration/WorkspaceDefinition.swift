import Connectors
import Domain
import Serving

/// What holds for a whole workspace: the settings of its `flywheel.yaml`.
struct WorkspaceDefinition: Hashable, Sendable {
    /// A theme by its name.
    var theme = "dark"
    /// Whether the terminal's bell rings for what needs a person.
    var ringsBell = true
    /// Pace of a watched replay that waits for a person, rows a second of wall time.
    var slowRowsPerSecond = 4.0
    /// Trials of all pipelines at a time; nil for as many as their files ask for.
    var totalWorkers: Int?
    /// Workers of other machines.
    var remoteWorkers: [RemoteWorkers] = []
    /// How long a run that became no version keeps its dataset and model, in stream time.
    var runRetention = TimeSpan.days(30)
    /// The tracking server that gets a copy of runs and versions; nil for none.
    var mlflow: MLflowSettings?
    /// Where predictions are served; nowhere by default.
    var serving = ServingSettings()
    /// The traffic plane that shares requests out; nil where the engine answers them all itself.
    var traffic: TrafficSettings?
}
