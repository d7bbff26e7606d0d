import Connectors
import Foundation
import Serving
import Testing

@testable import flywheel

/// The workspace's settings of what is told elsewhere: the tracking server, and the collector of traces.
struct MLflowSectionTests {
    private let scratch: ScratchWorkspace

    init() throws {
        scratch = try ScratchWorkspace()
    }

    private func read(_ text: String) throws -> (definition: WorkspaceDefinition, problems: [String]) {
        try scratch.folder.write(text + "\n", to: "flywheel.yaml")
        let (definition, problems, _) = WorkspaceFile(workspace: scratch.folder.path).read()
        return (definition, problems.map(\.description))
    }

    @Test func readsTheServersOfBoth() throws {
        let (definition, problems) = try read(
            "mlflow: {url: \"https://host/base\", prefix: team.a}\nserve: {traces: \"http://[::1]:9/x\", trace_share: 1}"
        )

        #expect(problems == [])
        #expect(definition.mlflow == MLflowSettings(address: "https://host/base", prefix: "team.a"))
        #expect(
            definition.serving.traces == ServingSettings.Traces(host: "::1", port: 9, path: "/x", share: 1))
    }

    @Test(arguments: [
        ("mlflow: {url: \"ftp://x\"}", "mlflow.url is \"ftp://x\"; use an address such as http://127.0.0.1:5000"),
        ("mlflow: {url: 7}", "mlflow.url is \"7\"; use an address such as http://127.0.0.1:5000"),
        (
            "mlflow: {url: \"http://x\", prefix: \"a b\"}",
            "mlflow.prefix is \"a b\"; use letters, digits, dots, dashes and underscores"
        ),
        ("mlflow: {token_file: t}", "mlflow.token_file is given without a url; name the server, or remove it"),
        (
            "serve: {traces: \"https://x\"}",
            "serve.traces is \"https://x\"; use an address such as http://127.0.0.1:4318/v1/traces"
        ),
    ])
    func saysWhatIsWrong(text: String, sentence: String) throws {
        #expect(try read(text).problems == ["flywheel.yaml:1: \(sentence)"])
    }

    @Test func aTokenFileThatIsNotThereIsAProblem() throws {
        let problems = try read("mlflow: {url: \"http://x\", token_file: nope}").problems

        #expect(problems.count == 1 && problems[0].contains("nope, which is not there"))
    }
}
