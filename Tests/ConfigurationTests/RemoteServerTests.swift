import Domain
import Foundation
import Testing

@testable import flywheel

/// A pipeline file that names models of other servers.
struct RemoteServerTests {
    private let workspace: ScratchWorkspace

    init() throws {
        workspace = try ScratchWorkspace()
    }

    private func read(_ lines: String) throws -> (PipelineDefinition?, [String]) {
        let path = try workspace.folder.write("\(ScratchWorkspace.pipeline)\n\(lines)\n", to: "pipelines/p.yaml")
        let (definition, problems, _) = PipelineFile(path: path, workspace: workspace.folder.path).read()
        return (
            definition,
            problems.filter { !$0.isWarning }.map {
                $0.description.replacing(workspace.folder.path, with: "WORKSPACE")
            }
        )
    }

    @Test func readsAllThatIsGiven() throws {
        let token = try workspace.folder.write("0123456789abcdef\n", to: "t")
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: token)

        let (definition, problems) = try read(
            """
            champion: {url: "http://10.0.0.5:8090/team", model: orders, version: 3, timeout: 2s, token_file: t}
            candidate: {url: "http://[::1]"}
            """)

        #expect(problems == [])
        #expect(definition?.champion == .here)
        #expect(
            definition?.remoteChampion
                == RemoteModel(
                    host: "10.0.0.5", port: 8_090, path: "/team", name: "orders", version: "3",
                    timeout: .seconds(2), tokenFile: "\(workspace.folder.path)/t"))
        #expect(definition?.remoteChampion?.target == "/team/v2/models/orders/versions/3")
        #expect(definition?.remoteCandidate == RemoteModel(host: "::1", port: 80, name: "p"))
    }

    @Test(arguments: [
        (
            "champion: {modle: a}",
            ["champion.modle is not a key; did you mean model?", "champion.url is missing; give"]
        ),
        ("champion: {}", ["champion.url is missing; give the server without /v2, such as http://10.0.0.5:8080"]),
        ("champion: {url: 10.0.0.5}", [#"champion.url is "10.0.0.5"; give the server without /v2"#]),
        (
            "champion: {url: \"https://a\"}",
            [#"champion.url is "https://a"; TLS is not spoken; name a proxy that ends it, by http://"#]
        ),
        ("champion: {url: \"http://a\", timeout: 2h}", [#"champion.timeout is "2h"; use a time from 1ms to 1m"#]),
        ("champion: {url: \"http://a\", model: a/b}", [#"champion.model is "a/b"; use a model's name without"#]),
        (
            "champion: {url: \"http://a\", token_file: gone}",
            ["champion.token_file is WORKSPACE/gone, which is not there; write it, and `chmod 600` it"]
        ),
        ("champion: extern", [#"champion is "extern"; did you mean external?"#]),
        ("candidate: here", [#"candidate is "here"; use a map with url, model, version, timeout, token_file"#]),
        (
            "champion: external\ncandidate: {url: \"http://a\"}",
            ["candidate is given where the champion is external; nothing is promoted there"]
        ),
        (
            "champion: {url: \"http://a\"}\ncandidate: {url: \"http://a:80\", timeout: 1s}",
            ["candidate is the same model as the champion; name another url, model or version"]
        ),
    ])
    func saysWhatIsWrong(lines: String, expected: [String]) throws {
        let (_, problems) = try read(lines)

        #expect(problems.count == expected.count, "\(problems)")
        for (problem, expected) in zip(problems, expected) {
            #expect(problem.contains(expected), "\(problem)")
        }
    }

    @Test func takesNoTokenFromAFileThatOthersMayRead() throws {
        let token = try workspace.folder.write("0123456789abcdef\n", to: "t")
        try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: token)

        let (_, problems) = try read("champion: {url: \"http://a\", token_file: t}")

        #expect(problems.count == 1 && problems[0].hasSuffix("t, which others may read; `chmod 600` it"))
    }
}
