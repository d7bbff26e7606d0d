import Domain
import Testing

struct NearestNameTests {
    @Test(arguments: [
        ("tresk", "task"), ("clases", "classes"), ("mim_pairs", "min_pairs"), ("sorce", "source"),
        ("cannary", "canary"), ("aplha", "alpha"),
    ])
    func findsWhatWasProbablyMeant(typed: String, meant: String) {
        let known = ["task", "classes", "source", "canary", "min_pairs", "max_time", "alpha"]

        let found = NearestName.of(typed, among: known)

        #expect(found == meant)
    }

    @Test func findsNothingWhereNothingIsNear() {
        let found = NearestName.of("entirely_different", among: ["task", "classes"])

        #expect(found == nil)
    }

    @Test func countsASwapOfNeighboursAsOneEdit() {
        #expect(NearestName.distance("alpha", "aplha") == 1)
        #expect(NearestName.distance("", "abc") == 3)
        #expect(NearestName.distance("abc", "") == 3)
    }
}
