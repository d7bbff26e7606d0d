import Testing

@testable import Serving

struct TokenTests {
    private let settings = ServingSettings.loopback(
        tokens: [.predict: ["p-token", "p-next"], .feedback: ["f-token"], .read: ["r-token"], .control: ["c-token"]])

    @Test(arguments: [
        ("GET", "/metrics", "r-token"), ("GET", "/v2", "r-token"), ("GET", "/v2/models/traffic", "r-token"),
        ("POST", "/v2/models/traffic/infer", "p-token"), ("POST", "/v2/models/traffic/infer", "p-next"),
        ("POST", "/v2/models/traffic/feedback", "f-token"),
    ])
    func letsTheRightTokenPass(method: String, path: String, token: String) async throws {
        try await ServedWorld.with(settings) { world async throws in
            let body =
                path.hasSuffix("infer") ? String.oneRow : (method == "POST" ? #"{"id":"traffic.1","truth":"up"}"# : "")

            let right = try await world.ask(method, path, body, headers: ["Authorization: Bearer \(token)"])
            let none = try await world.ask(method, path, body)
            let wrong = try await world.ask(method, path, body, headers: ["Authorization: Bearer \(token)x"])
            let basic = try await world.ask(method, path, body, headers: ["Authorization: Basic \(token)"])
            let other = try await world.ask(method, path, body, headers: ["authorization: bearer c-token"])

            #expect([200, 202].contains(right.status))
            #expect([none.status, wrong.status, basic.status, other.status] == [401, 401, 401, 403])
            #expect(none.headers["www-authenticate"] == "Bearer")
            #expect(world.service.requests.count + world.service.feedback.count == (method == "POST" ? 1 : 0))
        }
    }

    @Test(arguments: ["/v2/health/live", "/v2/models/traffic/ready"])
    func asksProbesForNoToken(path: String) async throws {
        try await ServedWorld.with(settings) { world async throws in
            #expect(try await world.ask("GET", path).status == 200)
        }
    }

    @Test(arguments: [
        ("abc", "abc", true), ("abc", "abd", false), ("abc", "ab", false), ("abc", "abcabc", false), ("abc", "", false),
        ("", "", false), ("", "a", false), ("aa", "a", false), ("a", "aa", false),
    ])
    func comparesWhole(token: String, given: String, areEqual: Bool) {
        #expect(TokenCheck.areEqual(Array(token.utf8), Array(given.utf8)) == areEqual)
    }
}
