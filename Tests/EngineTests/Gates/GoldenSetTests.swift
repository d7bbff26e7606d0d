import Domain
import Testing

@testable import Engine

struct GoldenSetTests {
    private static let task = LearningTask.classification(classes: ["DOWN", "UP"])

    private static func set() -> GoldenSet {
        var set = GoldenSet()
        _ = add(812, "UP", to: &set)
        return set
    }

    private static func add(
        _ event: Int64, _ truth: String?, reason: String = "crash of May", to set: inout GoldenSet
    ) -> String? {
        let added = set.add(
            event: event, truth: truth, task: task, columns: GateBench.columns, by: "ann", reason: reason,
            at: Timestamp(rawValue: 7))
        return if case .failure(let refusal) = added { refusal.sentence } else { nil }
    }

    @Test func keepsAuthorReasonAndSchema() throws {
        let item = try #require(Self.set().cases.first)

        #expect(item.number == 1)
        #expect(item.author == "ann")
        #expect(item.reason == "crash of May")
        #expect(item.columns == GateBench.columns)
        #expect(Self.set().ranges == [812...812])
        #expect(Self.set().holds(812))
    }

    @Test func refusesWhatIsNoCase() {
        var set = Self.set()

        #expect(Self.add(813, nil, reason: "", to: &set) == "give a reason")
        #expect(Self.add(812, nil, to: &set) == "prediction 812 is golden case 1 already")
        #expect(Self.add(813, "SIDEWAYS", to: &set) == "the truth is SIDEWAYS; give DOWN, UP")
        #expect(set.cases.count == 1)
    }

    @Test func numbersStayWhenOneIsTakenAway() {
        var set = Self.set()
        #expect(set.remove(1, by: "bob")?.removedBy == "bob")
        #expect(set.remove(1, by: "bob") == nil)

        #expect(Self.add(812, nil, to: &set) == nil)
        #expect(set.cases.map(\.number) == [2])
    }

    @Test func saysWhyARowNoLongerFitsTheSchema() throws {
        let item = try #require(Self.set().cases.first)
        var renamed = GateBench.columns
        renamed[0].name = "flank"
        var retyped = GateBench.columns
        retyped[1].kind = .category

        #expect(GoldenSet.misfit(item, GateBench.columns) == nil)
        #expect(
            GoldenSet.misfit(item, renamed)
                == "its row has the column side, which the pipeline file no longer has; did side become flank?: "
                + "name it anew, or take it away with flywheel golden remove 1")
        #expect(GoldenSet.misfit(item, retyped)?.hasPrefix("its column size is number, now category") == true)
        #expect(
            GoldenSet.misfit(item, GateBench.columns.reversed())?.hasPrefix("its columns stand in another order")
                == true)
        #expect(
            GoldenSet.misfit(item, GateBench.columns + [Column(name: "age", kind: .number)])?
                .hasPrefix("its row lacks the column age") == true)
    }
}
