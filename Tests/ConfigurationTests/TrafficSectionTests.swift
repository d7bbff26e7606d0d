import Domain
import Foundation
import Testing

@testable import flywheel

struct TrafficSectionTests {
    private let scratch: ScratchWorkspace

    init() throws {
        scratch = try ScratchWorkspace()
    }

    private func read(_ serve: String) throws -> (settings: TrafficSettings?, problems: [String]) {
        try scratch.folder.write("serve: {\(serve)}\n", to: "flywheel.yaml")
        let (definition, problems, _) = WorkspaceFile(workspace: scratch.folder.path).read()
        return (definition.traffic, problems.map(\.description))
    }

    @Test func sendsWhatIsNoPredictionToTheEnginesOwnPlace() throws {
        let port = try read("port: 8080, host: 0.0.0.0, traffic: envoy, envoy_directory: /dev/shm/flywheel")
        let socket = try read(
            "socket: e.sock, traffic: envoy, envoy_directory: /srv/plane, envoy_admin: \"10.0.0.1:99\"")

        #expect(port.problems == [])
        #expect(
            port.settings
                == TrafficSettings(
                    directory: "/dev/shm/flywheel", adminHost: "127.0.0.1", adminPort: 9_901,
                    engine: .host("127.0.0.1", port: 8_080)))
        #expect(
            socket.settings
                == TrafficSettings(
                    directory: "/srv/plane", adminHost: "10.0.0.1", adminPort: 99,
                    engine: .socket(path: "\(scratch.folder.path)/e.sock")))
    }

    @Test(arguments: [
        ("port: 8080, traffic: envoi", #"serve.traffic is "envoi"; did you mean envoy?"#),
        ("port: 8080, traffic: envoy", "serve.envoy_directory is missing; give the folder that Envoy watches"),
        (
            "port: 8080, envoy_directory: /run/f",
            "serve.envoy_directory is given; only traffic: envoy has it; remove it, or set traffic"
        ),
        (
            "port: 0, traffic: envoy, envoy_directory: /run/f",
            "serve.traffic is envoy without a place of the engine's own; "
                + "give a socket, or a port other than 0, to which Envoy sends feedback and metadata"
        ),
        (
            "port: 8080, traffic: envoy, envoy_directory: /run/f, envoy_admin: localhost",
            #"serve.envoy_admin is "localhost"; use an address such as 127.0.0.1:9901"#
        ),
        (
            "port: 8080, traffic: envoy, envoy_directory: /\(String(repeating: "x", count: 60))",
            "serve.envoy_directory is \"/\(String(repeating: "x", count: 56))...\"; "
                + "use a folder whose whole path has at most 60 characters"
        ),
    ])
    func saysWhatIsWrong(serve: String, problem: String) throws {
        #expect(try read(serve).problems == ["flywheel.yaml:1: \(problem)"])
    }
}
