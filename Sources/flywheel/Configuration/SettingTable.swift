import Domain

/// Every key of the configuration files.
///
/// It drives the check for unknown keys and `explain`; a test keeps it equal to what is read and to the defaults.
enum SettingTable {
    /// The keys of `pipelines/NAME.yaml`.
    static let pipeline: [Setting] = data + features + learning + gates + canary + split + serving + remote

    /// The keys of `flywheel.yaml`, which a workspace may have.
    static let workspace: [Setting] = screen + remoteWorkers + retention + mlflow + serve

    /// The keys at the top of `flywheel.yaml`.
    static let workspaceGroups: [String] =
        screen.map(\.key) + [RemoteWorkersSection.key, "retention", "mlflow", "serve"]

    private static let remoteWorkers: [Setting] = [
        Setting(
            "remote_workers.*.command", "list of words", .required, "a program and its arguments, --remote among them",
            example: "[ssh, gpu1, flywheel, worker, --remote]",
            "What starts a worker on another machine: it shares no folder with this one, is sent the datasets that its cache "
                + "lacks, and sends its model back. Only trials that are scored go there; what becomes a version is trained "
                + "here. A replay in lockstep asks none of them."),
        Setting(
            "remote_workers.*.slots", "whole number", .words("1"), "1 to 64", example: "2",
            "Trials that run there at a time. They are filled first: give search.workers as many as all have together."),
    ]

    private static let retention: [Setting] = [
        Setting(
            "retention.runs", "time", .value("30d"), "0s and above", example: "90d",
            "For how long, in stream time, a run that became no version keeps its dataset and model: after that "
                + "`flywheel gc` removes them.")
    ]

    private static let mlflow: [Setting] = [
        Setting(
            "mlflow.url", "address", .words("no server"), "http:// or https:// with a host",
            example: "http://127.0.0.1:5000",
            "The MLflow tracking server that gets a copy of each run that ended and of each version, and the aliases "
                + "champion and candidate. What it misses while it is away is sent later; nothing waits for it."),
        Setting(
            "mlflow.prefix", "word", .value("flywheel"), "letters, digits, dots, dashes and underscores",
            "A pipeline's experiment and registered model there are named by it, a dot and the pipeline's name."),
        Setting(
            "mlflow.token_file", "path", .words("no token"), "a file that only its owner may read",
            example: "mlflow.token", "The token that is shown to the server, alone on one line."),
    ]

    private static let screen: [Setting] = [
        Setting(
            "theme", "word", .value("dark"), "a theme's name, such as dark or light",
            "The screen's colours; --theme and :theme win over it."),
        Setting(
            "bell", "true or false", .value("true"), "true, false",
            "Whether the terminal's bell rings for each new firing alert and when a canary waits for a person."),
        Setting(
            "replay_slow_rows_per_second", "number", .value("4"), "above 0, at most 1000000",
            "Pace of a watched replay whose canary or approval waits for a person, so that it can be followed."),
        Setting(
            "workers", "whole number", .value("none"), "1 to 1024, or none", example: "4",
            "Trials of all pipelines at a time, shared so that who has fewer goes first; none adds up what they ask for."
        ),
    ]

    static let all: [Setting] = pipeline + workspace

    /// The keys directly below a group of a pipeline file in the table's order; the groups themselves for the empty path.
    static func children(of group: String) -> [String] {
        let prefix = group.isEmpty ? "" : "\(group)."
        var found: [String] = []
        for setting in pipeline where setting.key.hasPrefix(prefix) {
            let child = String(setting.key.dropFirst(prefix.count).prefix { $0 != "." })
            if !found.contains(child) { found.append(child) }
        }
        return found
    }

    /// What somebody who asked for an unknown key may want: the nearest key, one whose last part is near, or the groups.
    static func suggestion(for key: String) -> String {
        let keys = all.map(\.key)
        if let nearest = NearestName.of(key, among: keys) { return "did you mean \(nearest)?" }
        let last = String(key.split(separator: ".").last ?? "")
        let ends = keys.map { String($0.split(separator: ".").last ?? "") }
        if let end = NearestName.of(last, among: ends), let place = ends.firstIndex(of: end) {
            return "did you mean \(keys[place])?"
        }
        return "use one of \(children(of: "").joined(separator: ", ")), or keys for the screen's keys"
    }

    /// What a key means, the keys below a group, or nil for an unknown one.
    ///
    /// A list's entries and a column's keys may be named without the `*`: `triggers.decay`.
    static func explain(_ key: String) -> String? {
        let matching = all.filter { setting in
            [setting.key, setting.key.replacing(".*", with: "")].contains { $0 == key || $0.hasPrefix("\(key).") }
        }
        return matching.isEmpty ? nil : matching.map(\.explanation).joined(separator: "\n\n")
    }
}
