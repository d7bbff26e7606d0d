import Domain
import Testing

@testable import Serving

struct RouteTests {
    @Test(arguments: [
        "/v2/health/live", "/v2/health/live/", "/v2/health/ready", "/v2", "/v2/", "/v2?x=1", "/metrics", "/metrics/",
        "/v2/models/traffic", "/v2/models/traffic/", "/v2/models/traffic/versions/3", "/v2/models/traffic/versions/v3",
        "/v2/models/traffic/ready", "/v2/models/traffic/versions/3/ready", "/v2/models/traffic/versions/v4/ready/",
    ])
    func answersBothFormsOfEveryPath(path: String) async throws {
        try await ServedWorld.with { world async throws in
            let answer = try await world.ask("GET", path)
            let head = try await world.ask("HEAD", path)

            // One of the models is not trained yet, so that the server as a whole is not ready.
            #expect(answer.status == (path == "/v2/health/ready" ? 503 : 200))
            #expect(head.status == answer.status)
            #expect(head.body.isEmpty)
        }
    }

    @Test(arguments: [
        "/", "/v1", "/v2/", "/v2//", "/v2/models", "/v2/models/", "/v2/models//infer", "/v2/models/traffic/infer/x",
        "/v2/models/traffic/../power", "/v2/models/..%2Fpower", "/../etc/passwd", "/v2/models/traffic%00",
        "/v2/models/%FF",
        "/v2/models/%zz", "/v2/models/%2", "/v2/health", "/v2/models/traffic/versions",
        "/v2/models/traffic/versions/-1",
        "/v2/models/traffic/versions/99999999999999999999", "/v2/models/traffic/versions/3/feedback", "/V2",
        "/metrics/x",
        "/v2/models/traffic/versions/%D9%A3",
    ])
    func findsNothingElsewhere(path: String) async throws {
        guard path != "/v2/" else { return }
        try await ServedWorld.with { world async throws in
            let answer = try await world.ask("GET", path)

            #expect(answer.status == 404)
            #expect(answer.error != nil)
        }
    }

    @Test(arguments: [
        ("POST", "/v2", "GET, HEAD"), ("GET", "/v2/models/traffic/infer", "POST"),
        ("DELETE", "/v2/models/traffic", "GET, HEAD"),
        ("PUT", "/v2/models/traffic/feedback", "POST"), ("HEAD", "/v2/models/traffic/infer", "POST"),
        ("OPTIONS", "/metrics", "GET, HEAD"), ("POST", "/v2/health/live", "GET, HEAD"),
    ])
    func namesTheMethodsOfAPath(method: String, path: String, allowed: String) async throws {
        try await ServedWorld.with { world async throws in
            let answer = try await world.ask(method, path)

            #expect(answer.status == 405)
            #expect(answer.headers["allow"] == allowed)
        }
    }

    @Test func tellsWhatIsReady() async throws {
        try await ServedWorld.with { world async throws in
            #expect(try await world.ask("GET", "/v2/health/live").text == #"{"live":true}"#)
            #expect(try await world.ask("GET", "/v2/health/ready").text == #"{"ready":false,"live":false}"#)
            #expect(try await world.ask("GET", "/v2/models/traffic/ready").text == #"{"name":"traffic","ready":true}"#)
            #expect(try await world.ask("GET", "/v2/models/empty/ready").status == 503)
            #expect(try await world.ask("GET", "/v2/models/empty/ready").text == #"{"name":"empty","ready":false}"#)
            #expect(try await world.ask("GET", "/v2/models/traffic/versions/9/ready").status == 503)
            #expect(try await world.ask("GET", "/v2/models/none/ready").status == 404)
        }
        try await ServedWorld.with(service: FakeService(models: [.power, .traffic])) { world async throws in
            #expect(try await world.ask("GET", "/v2/health/ready").text == #"{"ready":true,"live":true}"#)
        }
    }

    @Test func saysWhyAModelIsNotReadyOrNotItself() async throws {
        var (helped, down) = (ServedModel.traffic, ServedModel.power)
        helped.standing = .helped("v3 is m at http://h:1: it cannot be reached; v2 answers in its place")
        down.standing = .down("the disk is full")
        try await ServedWorld.with(service: FakeService(models: [helped, down])) { world async throws in
            let all = try await world.ask("GET", "/v2/health/ready")
            #expect(all.status == 503)
            #expect(
                all.text == #"{"ready":false,"live":false,"reasons":["traffic: v3 is m at http://h:1: it cannot be "#
                    + #"reached; v2 answers in its place","power: the disk is full"]}"#)
            #expect(
                try await world.ask("GET", "/v2/models/power/ready").text
                    == #"{"name":"power","ready":false,"reason":"the disk is full"}"#)
            #expect(try await world.ask("GET", "/v2/models/traffic/ready").status == 200)
            #expect(try await world.ask("GET", "/v2/models/traffic/versions/3/ready").status == 503)
            #expect(try await world.ask("GET", "/v2/models/traffic/versions/4/ready").status == 200)
        }
        try await ServedWorld.with(service: FakeService(models: [helped])) { world async throws in
            let all = try await world.ask("GET", "/v2/health/ready")
            #expect(all.status == 200)
            #expect(all.text.contains(#""ready":true,"live":true,"reasons":["traffic: v3 is "#))
        }
    }

    @Test func describesServerAndModels() async throws {
        try await ServedWorld.with { world async throws in
            let server = try await world.ask("GET", "/v2")
            let traffic = try await world.ask("GET", "/v2/models/traffic")
            let power = try await world.ask("GET", "/v2/models/power/versions/1")
            let unknown = try await world.ask("GET", "/v2/models/power/versions/2")

            #expect(
                server.text
                    == #"{"name":"flywheel","version":"0.9-test","extensions":["binary_tensor_data","flywheel_feedback","flywheel_observations"]}"#
            )
            #expect(
                traffic.text == """
                    {"name":"traffic","versions":["3","4"],"platform":"flywheel","inputs":[\
                    {"name":"price","datatype":"FP64","shape":[-1]},{"name":"demand","datatype":"FP64","shape":[-1]},\
                    {"name":"day","datatype":"BYTES","shape":[-1]},{"name":"holiday","datatype":"BOOL","shape":[-1]},\
                    {"name":"opened","datatype":"BYTES","shape":[-1]},{"name":"time","datatype":"BYTES","shape":[-1]},\
                    {"name":"customer","datatype":"BYTES","shape":[-1]}],"outputs":[\
                    {"name":"probabilities","datatype":"FP64","shape":[-1,2]},\
                    {"name":"class","datatype":"BYTES","shape":[-1]}],"parameters":{"classes":["down","up"],\
                    "time_column":"time","unit_column":"customer","required_columns":["price"],"loaded":[\
                    {"version":"v3","role":"champion","weight":90.0},{"version":"v4","role":"candidate","weight":10.0}]}}
                    """)
            #expect(power.text.contains(#""outputs":[{"name":"value","datatype":"FP64","shape":[-1]}]"#))
            #expect(unknown.status == 404)
        }
    }
}
