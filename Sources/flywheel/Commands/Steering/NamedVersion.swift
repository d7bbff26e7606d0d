import ArgumentParser
import Domain

/// Which version a command is about, written `v3` or `3`.
struct NamedVersion: ParsableArguments {
    @Option(name: .customLong("model"), help: "The version, such as v3; without it, the newest that comes in question.")
    var text: String?

    func validate() throws {
        guard let text, Self.version(text) == nil else { return }
        throw ValidationError("--model is \(text); give a version such as v3")
    }

    /// The version, or the newest of those that come in question; refused where there is none.
    func version(among versions: [ModelVersion], _ what: String) throws -> ModelVersion {
        if let text, let version = Self.version(text) { return version }
        guard let newest = versions.max() else {
            throw SteeringRefusal("there is no \(what)")
        }
        return newest
    }

    /// The version as it was typed; where it has to be typed, none is assumed.
    func typed() throws -> ModelVersion {
        guard let text, let version = Self.version(text) else {
            throw ValidationError("type the version: --model v3")
        }
        return version
    }

    static func version(_ text: String) -> ModelVersion? {
        Int(text.hasPrefix("v") ? text.dropFirst() : text[...]).flatMap { $0 > 0 ? ModelVersion(rawValue: $0) : nil }
    }
}
