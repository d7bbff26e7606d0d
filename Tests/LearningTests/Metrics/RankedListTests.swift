import Testing

@testable import Learning

struct RankedListTests {
    @Test func looksAtTheFirstPlacesOnly() throws {
        let gain = try #require(RankedList(relevances: [0, 0, 1, 0, 1], k: 3).gain)
        let missed = try #require(RankedList(relevances: [0, 0, 1, 0, 1], k: 2).gain)

        #expect(gain.hit == 1 && gain.reciprocalRank == 1.0 / 3)
        #expect(abs(gain.normalisedGain - 0.5 / (1 + 1 / 1.584962500721156)) < 1e-12)
        #expect(missed == .init(hit: 0, reciprocalRank: 0, normalisedGain: 0))
    }

    @Test func listsWithoutAnythingRelevantDoNotCount() throws {
        var sums = RankingSums()
        try sums.add(RankedList(relevances: [0, 0], k: 1))
        #expect(sums.hitRate == nil && sums.meanReciprocalRank == nil && sums.normalisedDiscountedGain == nil)

        try sums.add(RankedList(relevances: [1, 0], k: 1), weight: 3)
        try sums.add(RankedList(relevances: [0, 1], k: 1))

        #expect(sums.hitRate == 0.75)
    }

    @Test func refusesWhatIsNoRelevance() {
        #expect(throws: MetricError.cutoff(0)) { try RankedList(relevances: [1], k: 0) }
        #expect(throws: MetricError.relevance(index: 1, -1)) { try RankedList(relevances: [1, -1], k: 1) }
    }
}
