import ArgumentParser
import Domain

/// Which pipeline a command is about.
enum NamedPipeline {
    /// The named one, or all where none is named.
    static func all(_ name: String?, among pipelines: [PipelineName]) throws -> [PipelineName] {
        try name.map { [try one($0, among: pipelines)] } ?? pipelines
    }

    /// The named one; the only one where none is named.
    static func one(_ name: String?, among pipelines: [PipelineName]) throws -> PipelineName {
        let names = pipelines.map(\.rawValue)
        guard let name else {
            if pipelines.count == 1, let only = pipelines.first { return only }
            StandardError.print(
                pipelines.isEmpty ? "there is no pipeline yet" : "name a pipeline: \(names.joined(separator: ", "))")
            throw ExitCode(2)
        }
        if let found = pipelines.first(where: { $0.rawValue == name }) { return found }
        let nearest = NearestName.of(name, among: names).map { "did you mean \($0)? There are" } ?? "there are"
        StandardError.print("there is no pipeline \(name); \(nearest) \(names.joined(separator: ", "))")
        throw ExitCode(2)
    }
}
