import Testing

@testable import Serving

/// The header that carries a trace from server to server.
struct TraceContextTests {
    private static let example = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"

    @Test func readsAndWritesTheRecommendationsExample() throws {
        let context = try #require(TraceContext(parent: Self.example, state: "congo=t61rcWkgMzE"))

        #expect(context.parent == Self.example)
        #expect(context.traceText == "4bf92f3577b34da6a3ce929d0e0e4736" && context.spanText == "00f067aa0ba902b7")
        #expect(context.isSampled && context.state == "congo=t61rcWkgMzE")
    }

    @Test func otherFlagsThanTheFirstSayNothing() throws {
        #expect(try #require(TraceContext(parent: Self.example.dropLast(2) + "03", state: nil)).isSampled)
        #expect(try !#require(TraceContext(parent: Self.example.dropLast(2) + "fe", state: nil)).isSampled)
    }

    @Test func aLaterVersionIsReadByItsFirstFields() {
        #expect(TraceContext(parent: "cc" + Self.example.dropFirst(2) + "-what-follows", state: nil) != nil)
        #expect(TraceContext(parent: "cc" + Self.example.dropFirst(2) + ".what", state: nil) == nil)
    }

    @Test(arguments: [
        "", "00", "ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
        "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
        "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01",
        "00-4bf92f3577b34da6a3ce929d0e0e473-00f067aa0ba902b77-01",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-more",
        "00-4bf92f3577b34da6a3ce929d0e0e47é6-00f067aa0ba902b7-01",
    ])
    func whatIsNoneOfTheRecommendationBeginsANewTrace(header: String) {
        #expect(TraceContext(parent: header, state: nil) == nil)
    }
}
