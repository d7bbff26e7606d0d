import Domain
import Foundation

/// Which tracking server gets a copy of runs and versions.
package struct MLflowSettings: Hashable, Sendable {
    /// `http://` or `https://`, without what follows the server's own path.
    package var address: String
    /// Each pipeline is the experiment, and the registered model, of this name, a dot and its own.
    package var prefix: String
    /// Shown to the server; nil where it asks for none.
    package var token: String?

    package init(address: String, prefix: String = "flywheel", token: String? = nil) {
        self.address = address
        self.prefix = prefix
        self.token = token
    }

    /// Whether an address can be asked at all.
    package static func isAddress(_ text: String) -> Bool {
        guard let parts = URLComponents(string: text), let host = parts.host, !host.isEmpty else { return false }
        return ["http", "https"].contains(parts.scheme) && parts.query == nil && parts.fragment == nil
            && parts.user == nil
    }

    /// The experiment's and the registered model's name; a slash in a model's name is not the server's, a dot is.
    func name(of pipeline: PipelineName) -> String { "\(prefix).\(pipeline)" }
}
