import Connectors
import Yams

/// Reads which tracking server gets a copy of runs and versions.
struct MLflowSection {
    let section: SettingReader.Section
    let workspace: String

    /// Nil where the file names none.
    var settings: MLflowSettings? {
        let address = section.value("url", String?.none, "an address such as http://127.0.0.1:5000") { node in
            guard let text = node.string, MLflowSettings.isAddress(text) else { return nil }
            return text
        }
        let prefix = section.value("prefix", "flywheel", "letters, digits, dots, dashes and underscores") { node in
            node.string.flatMap { $0.wholeMatch(of: /[A-Za-z0-9._-]{1,64}/) == nil ? nil : $0 }
        }
        let file = section.value("token_file", String?.none, "a path") { node in
            node.string.flatMap { $0.isEmpty ? nil : $0.hasPrefix("/") ? $0 : "\(workspace)/\($0)" }
        }
        guard let address else {
            if file != nil, section.node("url") == nil {
                section.report("token_file", found: "given without a url", remedy: "name the server, or remove it")
            }
            return nil
        }
        var settings = MLflowSettings(address: address, prefix: prefix)
        if let file {
            switch RemoteToken.read(file) {
            case .success(let token): settings.token = token
            case .failure(let problem): section.report("token_file", found: problem.found, remedy: problem.remedy)
            }
        }
        return settings
    }
}
