import Domain
import Terminal
import Testing

@testable import Dashboard

/// The leaderboard's sheet of what the trials tell of their parameters.
struct ExplanationSheetTests {
    private static let now = Timestamp(rawValue: 1_000)

    private func board(_ size: Size = Size(columns: 80, rows: 24)) -> DashboardModel {
        var model = Fixture.searching.model(size)
        _ = model.press("2")
        return model
    }

    private func text(_ model: DashboardModel, _ glyphs: GlyphSet = .unicode) -> String {
        DashboardScreen.render(model, size: model.size, glyphs: glyphs).text()
    }

    @Test func asksForItAndSaysThatItComes() throws {
        var model = board()
        let effects = model.press("i")
        let name = try #require(model.selected)

        #expect(effects == [.explain(name)])
        #expect(text(model).contains("What the trials tell  \(name)"))
        #expect(text(model).contains("A forest is grown over the trials"))
    }

    @Test(arguments: [Size(columns: 80, rows: 24), Size(columns: 200, rows: 60)])
    func showsSharesPlotsAndTheFront(size: Size) throws {
        var model = board(size)
        _ = model.press("i")
        let name = try #require(model.selected)
        _ = model.update(.explanation(name, ExplanationTextTests.explanation), at: Self.now)

        let golden = "explanation-\(size.columns)x\(size.rows)"
        try expectGolden(text(model), golden)
        try expectGolden(text(model, .ascii), "\(golden)-ascii")
    }

    @Test func scrollsToItsEndAndNoFurther() throws {
        var model = board()
        _ = model.press("i")
        _ = model.update(.explanation(try #require(model.selected), ExplanationTextTests.explanation), at: Self.now)
        _ = model.press("G")
        let end = text(model)
        _ = model.press("j")

        #expect(end.contains("Run 12 is the best of 2."))
        #expect(text(model) == end)
    }

    @Test func saysWhyTheHistoryCannotBeRead() throws {
        var model = board()
        _ = model.press("i")
        _ = model.update(.explanationFailed(try #require(model.selected), "the disk is gone"), at: Self.now)

        #expect(text(model).contains("The history cannot be read: the disk is gone"))
    }

    @Test func copiesItsTextAndIsLeftWithEscape() throws {
        var model = board()
        _ = model.press("i")
        let name = try #require(model.selected)
        _ = model.update(.explanation(name, ExplanationTextTests.explanation), at: Self.now)
        let copied = model.press("y")
        _ = model.press(.escape)

        var text = ""
        if case .copy(let given)? = copied.first { text = given }
        #expect(text.contains("PARAMETER            ALONE"))
        #expect(model.overlay == nil)
    }

    @Test func whatComesAfterItWasClosedOpensNothing() throws {
        var model = board()
        _ = model.press("i")
        let name = try #require(model.selected)
        _ = model.press(.escape)
        _ = model.update(.explanation(name, ExplanationTextTests.explanation), at: Self.now)

        #expect(model.overlay == nil)
    }

    @Test func isOfTheLeaderboardAlone() {
        var model = Fixture.searching.model(Size(columns: 80, rows: 24))
        _ = model.press("1")
        let effects = model.press("i")

        #expect(effects.isEmpty && model.overlay == nil)
        #expect(model.flash?.text.contains("nothing to explain") == true)
    }
}
