import Dashboard
import Terminal
import Testing

struct GoldenScreenTests {
    enum Scene: String, CaseIterable {
        case serving
        case searching
        case rejected
        case ramping
        case awaitingWithCard = "awaiting-with-card"
        case alerts
        case help

        func model(_ size: Size) -> DashboardModel {
            var model: DashboardModel
            switch self {
            case .serving: model = Fixture.calm.model(size)
            case .searching:
                model = Fixture.searching.model(size)
                _ = model.press("2")
            case .rejected:
                model = Fixture.rejected.model(size)
                _ = model.press("3")
            case .ramping:
                model = Fixture.ramping.model(size)
                _ = model.press("3")
            case .awaitingWithCard:
                model = Fixture.awaiting.model(size)
                _ = model.press("!")
                _ = model.press("A")
                _ = model.type("ye")
            case .alerts:
                model = Fixture.alarmed.model(size)
                _ = model.press("5")
            case .help:
                model = Fixture.calm.model(size)
                _ = model.press("?")
            }
            return model
        }
    }

    static let sizes = [
        Size(columns: 40, rows: 10), Size(columns: 80, rows: 24), Size(columns: 120, rows: 40),
        Size(columns: 200, rows: 60),
    ]

    @Test(arguments: Scene.allCases, sizes)
    func looksAsItsPicture(scene: Scene, size: Size) throws {
        let model = scene.model(size)

        let frame = DashboardScreen.render(model, size: size, glyphs: .unicode)
        let ascii = DashboardScreen.render(model, size: size, glyphs: .ascii).text()

        let name = "\(scene.rawValue)-\(size.columns)x\(size.rows)"
        try expectGolden(frame.text(), name)
        try expectGolden(frame.roles(), "\(name)-roles")
        try expectGolden(ascii, "\(name)-ascii")
        #expect(ascii.utf8.allSatisfy { $0 < 128 })
    }

    @Test(arguments: Scene.allCases)
    func drawsTheSameFramesInBothAlphabets(scene: Scene) {
        let size = Size(columns: 120, rows: 40)
        let model = scene.model(size)

        let unicode = DashboardScreen.render(model, size: size, glyphs: .unicode).text()
        let ascii = DashboardScreen.render(model, size: size, glyphs: .ascii).text()

        let sides = { (text: String, side: Character) in
            text.split(separator: "\n").map { line in line.first == side && line.last == side }
        }
        #expect(sides(unicode, "│") == sides(ascii, "|"))
    }

    @Test func neverDropsTheAttentionLine() {
        for columns in stride(from: 40, through: 300, by: 20) {
            for rows in stride(from: 10, through: 100, by: 6) {
                let size = Size(columns: columns, rows: rows)

                let text = DashboardScreen.render(Fixture.awaiting.model(size), size: size, glyphs: .unicode).text()

                #expect(text.contains("! electricity: canary v2 waits"))
            }
        }
    }
}
