import Domain
import Testing

@testable import Engine

/// What questions and looks make of another server's standing.
struct RemoteStandingTests {
    private static let answer = Result<[Output], RemoteFailure>.success([.value(1)])
    private static let silence = Result<[Output], RemoteFailure>.failure(.timedOut(.seconds(1)))
    private static let refusal = Result<[Output], RemoteFailure>.failure(.refused(status: 400, "no such category"))

    private var standing = RemoteStanding(
        version: ModelVersion(rawValue: 1), remote: RemoteModel(host: "h", port: 1, name: "m"))

    private mutating func add(_ answer: Result<[Output], RemoteFailure>, _ count: Int = 1) {
        for _ in 0..<count { standing.add(answer) }
    }

    @Test mutating func isNothingToRelyOnBeforeTheFirstAnswer() {
        #expect(standing.problem == "v1 is m at http://h:1: it has not been asked yet")
        #expect(standing.take(isFiring: false) == nil)

        standing.add(.untold)

        #expect(standing.problem == nil, "a server that has no word for ready is there")
    }

    @Test mutating func isDownAfterThreeFailuresInARowAndUpAtTheNextAnswer() {
        add(Self.answer)
        add(Self.silence, 2)
        add(Self.answer)
        add(Self.silence, 2)
        #expect(standing.problem == nil)

        add(Self.silence)
        #expect(standing.problem == "v1 is m at http://h:1: it did not answer within 1s")

        add(Self.answer)
        #expect(standing.problem == nil)
    }

    @Test mutating func refusalsOfWhatWasAskedSayNothingOfTheServerUntilTheyAreMany() {
        add(Self.answer, 50)
        add(Self.refusal, 3)
        #expect(standing.problem == nil)
        standing.add(.ready)
        let few = standing.take(isFiring: false)

        add(Self.refusal, 20)
        let many = standing.take(isFiring: false)

        #expect(few?.problem == nil)
        #expect(few?.failures == [RemoteFinding.Failures(kind: .refused, count: 3)])
        #expect(standing.problem == nil, "it is reached")
        #expect(many?.problem == "v1 is m at http://h:1: it answered 400: no such category")
    }

    @Test mutating func tellsTheEngineOnceAndEndsTheAlertWellBelowWhereItBegan() {
        add(Self.silence, 10)
        #expect(standing.take(isFiring: false)?.problem != nil)
        #expect(standing.take(isFiring: true) == nil)

        add(Self.answer, 20)
        #expect(standing.take(isFiring: true) == nil, "every ninth answer is still missing")

        add(Self.answer, 60)
        #expect(standing.take(isFiring: true)?.problem == .some(nil))
        #expect(standing.take(isFiring: false) == nil)
    }

    @Test mutating func goesOnFailingWhereItIsReadyAndAnswersNothing() {
        for _ in 0..<5 {
            add(Self.silence)
            standing.add(.ready)
        }

        #expect(standing.problem == nil, "somebody has to ask it again")
        #expect(standing.take(isFiring: false)?.problem == "v1 is m at http://h:1: it did not answer within 1s")
        add(Self.silence)
        #expect(standing.problem != nil, "one more failure is enough now")
    }

    @Test mutating func comesBackByBeingReadyWhereNobodyAsks() {
        add(.failure(.unreachable("connection refused")), 10)
        _ = standing.take(isFiring: false)

        for _ in 0..<20 { standing.add(.ready) }

        #expect(standing.problem == nil)
        #expect(standing.take(isFiring: true)?.problem == .some(nil))
    }
}
