import ArgumentParser
import Testing

@testable import flywheel

struct VersionDiffTests {
    @Test func marksWhatDiffersAndLeavesOutWhatNeitherHas() {
        let rows = VersionDiff.rows(
            [("depth", "3"), ("rate", "0.1"), ("drop", nil)], [("depth", "3"), ("passes", "2"), ("drop", nil)])

        #expect(
            rows == [
                VersionDiff.Row(name: "depth", champion: "3", candidate: "3", differs: false),
                VersionDiff.Row(name: "rate", champion: "0.1", candidate: nil, differs: true),
                VersionDiff.Row(name: "passes", champion: nil, candidate: "2", differs: true),
            ])
    }

    @Test(arguments: [
        (
            ["runs", "diff", "v3"],
            "name two versions or runs, such as `runs diff v3 v4`, or none for the last canary's"
        ),
        (
            ["runs", "diff", "v3", "4", "a", "b"],
            "name two versions or runs, such as `runs diff v3 v4`, or none for the last canary's"
        ),
        (["runs", "explain", "--pair", "learner"], "--pair is learner; name two parameters, such as learner,window"),
        (["runs", "explain", "--pair", "a,a"], "--pair is a,a; name two parameters, such as learner,window"),
    ])
    func saysWhatIsWrong(words: [String], sentence: String) {
        let error = #expect(throws: (any Error).self) { try Flywheel.parseAsRoot(words) }

        #expect(error.map { Flywheel.message(for: $0) } == sentence)
    }

    @Test func knowsVersionsFromPipelines() {
        #expect(VersionSide.number("v12") == 12)
        #expect(VersionSide.number("vans") == nil && VersionSide.number("12") == nil)
    }
}
