import Domain
import Testing

@testable import Serving

struct FeedbackTests {
    private let path = "/v2/models/traffic/feedback"

    @Test(arguments: [
        (#"{"id":"traffic.1","truth":"up"}"#, 202, #"{"id":"traffic.1","status":202}"#),
        (#"{"id":"traffic.2","truth":"up"}"#, 200, #"{"id":"traffic.2","status":200}"#),
        (#"{"id":"traffic.3","truth":"down"}"#, 409, "up is known already"),
        (#"{"id":"traffic.3","truth":"down","supersedes":true}"#, 202, ""),
        (#"{"id":"traffic.4","truth":"up"}"#, 410, "too old to be labelled"),
        (#"{"id":"traffic.5","truth":"up"}"#, 400, "the label comes before its event"),
        (#"{"id":"traffic.6","truth":"up"}"#, 503, "not recorded: the disk is full; send it again"),
        (#"{"id":"traffic.7","truth":"up"}"#, 404, "there is no such prediction"),
        (#"{"id":"power.1","truth":"up"}"#, 404, "power.1 is no prediction of traffic"),
        (#"{"id":"traffic.01","truth":"up"}"#, 404, "is no prediction id"),
        (#"{"id":"traffic.-1","truth":"up"}"#, 404, "is no prediction id"),
        (#"{"id":"traffic.1","truth":"sideways"}"#, 400, "sideways is no class; the classes are down, up"),
        (#"{"id":"traffic.1","truth":null}"#, 400, "truth is a class or a number"),
        (#"{"id":"traffic.1"}"#, 400, "feedback needs a truth"),
        (#"{"id":1,"truth":"up"}"#, 400, "id is the text of prediction_id"),
        (#"{"id":"traffic.1","truth":"up","label":1}"#, 400, "feedback has no key label"),
        (#"{"id":"traffic.1","truth":"up","truth":"down"}"#, 400, "truth comes twice"),
        (#"{"id":"traffic.1","truth":"up","event_time":"noon"}"#, 400, "a time is written in milliseconds"),
        (#"{"id":"traffic.1","reward":12.5}"#, 202, #"{"id":"traffic.1","status":202}"#),
        (#"{"id":"traffic.1","reward":"much"}"#, 400, "reward is a number"),
        (#"{"id":"traffic.1","reward":1e13}"#, 400, "send a number from -1e12 to 1e12"),
        (#"{"id":"traffic.1","reward":1,"weight":0}"#, 400, "send a number above 0, at most 1e12"),
        (#"{"id":"traffic.1","reward":1,"source":7}"#, 400, "source is a text"),
        (#"{"id":"traffic.8","truth":"up"}"#, 202, #""status":202,"note":"row 8 is in quarantine"}"#),
        (#"{"id":"traffic.9","truth":"up"}"#, 410, #""error":"row 9 was dropped""#),
        (#"{"id":"traffic.1","truth":"up","weight":2}"#, 202, ""),
        (#"{"id":"traffic.1","truth":"up","weight":0.5}"#, 400, "send a number from 1 to 1e12"),
        (#"{"id":"traffic.1","truth":"up","sampling_probability":0.1}"#, 202, ""),
        (#"{"id":"traffic.1","truth":"up","sampling_probability":0}"#, 400, "above 0, at most 1"),
        (#"{"id":"traffic.1","truth":"up","sampling_probability":1.5}"#, 400, "above 0, at most 1"),
        (#"{"id":"traffic.1","truth":"up","sampling_probability":"1"}"#, 400, "above 0, at most 1"),
        (#"{"id":"traffic.1","truth":"up","sampling_probability":0.5,"weight":2}"#, 400, "say the same"),
        (#"{"id":"traffic.1","reward":1,"reward":2}"#, 400, "reward comes twice"),
        (
            #"{"unit":"ann","event_time":1000,"truth":"up"}"#, 202,
            #"{"unit":"ann","event_time":"1970-01-01T00:00:01Z","status":202}"#
        ),
        (#"{"unit":"twin","event_time":1000,"truth":"up"}"#, 409, "traffic.1 and traffic.2 of unit twin"),
        (#"{"unit":"gone","event_time":1000,"truth":"up"}"#, 404, "no prediction of unit gone"),
        (#"{"unit":"soon","event_time":1000,"truth":"up"}"#, 503, "is within 1s yet; send it again"),
        (#"{"unit":"ann","truth":"up"}"#, 400, "feedback needs event_time, the time of the prediction"),
        (#"{"unit":"ann","event_time":"noon","truth":"up"}"#, 400, "a time is written in milliseconds"),
        (#"{"unit":"","event_time":1000,"truth":"up"}"#, 400, "unit is empty"),
        (#"{"unit":7,"event_time":1000,"truth":"up"}"#, 400, "unit is a text"),
        (#"{"id":"traffic.1","unit":"ann","event_time":1000,"truth":"up"}"#, 400, "id and unit both name"),
        (#"{"event_time":1000,"truth":"up"}"#, 400, "or the prediction's unit and its time as event_time"),
        (#"{"ids":["traffic.1"],"truth":"up"}"#, 202, #"{"id":"traffic.1","status":202}"#),
        (#"{"ids":[],"truth":"up"}"#, 400, "a list of prediction_id texts, each once"),
        (#"{"ids":["traffic.1","traffic.1"],"truth":"up"}"#, 400, "a list of prediction_id texts, each once"),
        (#"{"ids":"traffic.1","truth":"up"}"#, 400, "a list of prediction_id texts, each once"),
        (#"{"ids":["traffic.1"],"id":"traffic.1","truth":"up"}"#, 400, "id and ids both name predictions"),
        ("[]", 400, "there is no item"), ("{}", 400, "feedback needs an id"), ("", 400, "byte 0 of the JSON"),
    ])
    func answersOneLabel(body: String, status: Int, text: String) async throws {
        try await ServedWorld.with { world async throws in
            let answer = try await world.ask("POST", path, body)

            #expect(answer.status == status)
            #expect(text.isEmpty || answer.text.contains(text), "\(answer.text)")
        }
    }

    @Test func answersManyLabelsEachByItself() async throws {
        try await ServedWorld.with { world async throws in
            let items =
                #"[{"id":"traffic.4","truth":"up"},{"id":"x.1","truth":"up"},{"id":"traffic.1","truth":"down"}]"#

            let list = try await world.ask("POST", path, items)
            let named = try await world.ask("POST", path, "{\"items\":\(items)}")

            #expect(list.status == 200)
            #expect(list == named)
            #expect(list.text.hasPrefix(#"{"items":[{"id":"traffic.4","status":410,"error":"#))
            #expect(list.text.hasSuffix(#"{"id":"traffic.1","status":202}]}"#))
        }
    }

    @Test func tellsTheSameOfSeveralPredictionsAndCountsWhatWasKnown() async throws {
        try await ServedWorld.with { world async throws in
            let body = #"{"ids":["traffic.1","traffic.2","power.1"],"truth":"up"}"#

            let answer = try await world.ask("POST", path, body)
            let metrics = try await world.ask("GET", "/metrics", "")

            #expect(answer.status == 200)
            #expect(
                answer.text.hasPrefix(
                    #"{"items":[{"id":"traffic.1","status":202},{"id":"traffic.2","status":200},{"id":"power.1","#))
            #expect(answer.text.contains("power.1 is no prediction of traffic"))
            #expect(world.service.feedback.map(\.id) == [1, 2])
            #expect(metrics.text.contains("flywheel_duplicate_labels_total{pipeline=\"traffic\"} 1\n"))
        }
    }

    @Test func handsOverARewardWithItsWeightAndSource() async throws {
        try await ServedWorld.with { world async throws in
            let body = #"{"id":"power.1","reward":-3.5,"weight":4,"source":"shop"}"#

            let answer = try await world.ask("POST", "/v2/models/power/feedback", body)

            #expect(answer.status == 202)
            let expected = Feedback(id: 1, reward: Reward(value: -3.5, weight: 4, source: "shop"))
            #expect(world.service.feedback == [expected])
        }
    }

    @Test(arguments: [#""sampling_probability":0.25"#, #""weight":4"#])
    func handsOverTheChanceOfALabelAndItsSource(_ chance: String) async throws {
        try await ServedWorld.with { world async throws in
            let body = #"{"id":"traffic.1","truth":"up","source":"review",\#(chance)}"#

            let answer = try await world.ask("POST", path, body)

            #expect(answer.status == 202)
            let expected = Feedback(id: 1, truth: .category("up"), source: "review", probability: 0.25)
            #expect(world.service.feedback == [expected])
        }
    }

    @Test func aUnitAndATimeStandInThePlaceOfAnID() async throws {
        try await ServedWorld.with { world async throws in
            let body = #"{"unit":"ann","event_time":"2026-11-17T09:00:00Z","truth":"up"}"#

            let answer = try await world.ask("POST", path, body)
            let none = try await world.ask(
                "POST", "/v2/models/power/feedback", #"{"unit":"ann","event_time":1000,"truth":1}"#)

            #expect(answer.status == 202)
            let time = try #require(Timestamp("2026-11-17T09:00:00Z"))
            #expect(
                world.service.feedback == [
                    Feedback(id: -1, moment: UnitMoment(unit: "ann", time: time), truth: .category("up"))
                ])
            #expect(none.status == 400 && none.text.contains("power has no units"), "\(none.text)")
        }
    }

    @Test func handsOverLabelTimeAndCorrection() async throws {
        try await ServedWorld.with { world async throws in
            let body = #"{"event_time":1000,"supersedes":true,"truth":2.5,"id":"power.1"}"#

            let answer = try await world.ask("POST", "/v2/models/power/feedback", body)
            let text = try await world.ask("POST", "/v2/models/power/feedback", #"{"id":"power.1","truth":"2"}"#)

            #expect(answer.status == 202)
            #expect(text.status == 400)
            let expected = Feedback(
                id: 1, truth: .number(2.5), eventTime: Timestamp(rawValue: 1_000), supersedes: true)
            #expect(world.service.feedback == [expected])
        }
    }
}
