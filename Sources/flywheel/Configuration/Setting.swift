/// One key of a configuration file: what it takes, what holds without it, what it means.
struct Setting: Hashable, Sendable {
    /// What holds where the key is absent.
    enum Default: Hashable, Sendable {
        /// The key must be there.
        case required
        /// As it would be written.
        case value(String)
        /// In words, where no value could be written.
        case words(String)
    }

    /// The path, such as `canary.steps`; `*` stands for a column's name or a list's entry.
    let key: String
    let type: String
    let standard: Default
    /// What is allowed.
    let range: String
    let meaning: String
    /// A value as it would be written.
    let example: String

    init(_ key: String, _ type: String, _ standard: Default, _ range: String, example: String? = nil, _ meaning: String)
    {
        self.key = key
        self.type = type
        self.standard = standard
        self.range = range
        self.meaning = meaning
        if let example {
            self.example = example
        } else if case .value(let text) = standard {
            self.example = text
        } else {
            preconditionFailure("Setting.init needs an example for \(key), which has no default value")
        }
    }

    /// Words with what each means, a line a word.
    static func list(_ words: [(name: String, meaning: String)]) -> String {
        let width = words.map(\.name.count).max() ?? 0
        let lines = words.map { word in
            word.name + String(repeating: " ", count: width + 2 - word.name.count) + word.meaning
        }
        return lines.joined(separator: "\n")
    }

    /// The setting as `flywheel explain` shows it.
    var explanation: String {
        let absent =
            switch standard {
            case .required: "none, it must be given"
            case .value(let text), .words(let text): text
            }
        return """
            \(key): \(type)
              default  \(absent)
              allowed  \(range.replacing("\n", with: "\n           "))
              example  \(line)
              \(meaning)
            """
    }

    /// The example as a line of a file: flow style, with the groups around it and what it cannot stand without.
    var line: String {
        let parts = key.split(separator: ".").map(String.init)
        let last = parts[parts.count - 1]
        switch parts.first {
        case "columns" where last == "*": return "columns: {price: \(example)}"
        case "columns" where last == "type": return "columns: {price: {type: \(example)}}"
        case "columns":
            return "columns: {price: {type: \(last == "values" ? "category" : "number"), \(last): \(example)}}"
        case "triggers" where ["live", "debounce", "cool_down"].contains(last):
            return "triggers: [{periodic: 30d, \(last): \(example)}]"
        case "champion" where parts.count > 1 && last != "url", "candidate" where last != "url":
            return "\(parts[0]): {url: \"http://127.0.0.1:8090\", \(last): \(example)}"
        case "canary" where last.hasPrefix("split_"): return "canary: {mode: split, \(last): \(example)}"
        case RemoteWorkersSection.key where last != "command":
            return "\(parts[0]): [{command: [ssh, gpu1, flywheel, worker, --remote], \(last): \(example)}]"
        case "triggers", "drills", RemoteWorkersSection.key: return "\(parts[0]): [{\(last): \(example)}]"
        default: return parts.count == 1 ? "\(last): \(example)" : "\(parts[0]): {\(last): \(example)}"
        }
    }
}
