import Dashboard
import Domain
import Foundation
import Terminal
import Testing

struct KeyTableTests {
    @Test(arguments: KeyScope.allCases)
    func givesEachKeyOneMeaningInAScope(scope: KeyScope) {
        let here = KeyTable.bindings.filter { $0.scope == scope || $0.scope == .everywhere }

        let keys = here.flatMap(\.keys)

        #expect(Set(keys).count == keys.count)
    }

    @Test func namesEveryKey() {
        for binding in KeyTable.bindings {
            #expect(!binding.keys.isEmpty)
            #expect(!binding.keys.contains { $0.label.isEmpty })
            #expect(binding.help.hasSuffix("."))
        }
    }

    @Test func listsEveryPaneKeyAndCommandForTheReadme() {
        let text = KeyTable.markdown

        for binding in KeyTable.bindings where binding.scope == .screen || binding.scope == .everywhere {
            if case .focus(let pane) = binding.action {
                #expect(text.contains(pane.title))
            } else {
                #expect(text.contains("| `\(binding.keys[0].label)`") && text.contains(binding.help))
            }
        }
        #expect(PaletteCommand.all.allSatisfy { text.contains("`:\($0.name)") })
    }

    /// `FLYWHEEL_RECORD=1` writes the README's list anew.
    @Test func theReadmeListsTheKeysAsTheyAre() throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let file = root.appending(path: "README.md")
        let readme = try String(contentsOf: file, encoding: .utf8)
        let begin = try #require(readme.range(of: "<!-- keys -->\n"))
        let end = try #require(readme.range(of: "<!-- /keys -->"))
        let listed = begin.upperBound..<end.lowerBound
        if ProcessInfo.processInfo.environment["FLYWHEEL_RECORD"] == "1" {
            try readme.replacingCharacters(in: listed, with: KeyTable.markdown)
                .write(to: file, atomically: true, encoding: .utf8)
        }

        #expect(String(readme[listed]) == KeyTable.markdown)
    }

    @Test func everyKeyOfThePanesHasAnEffect() {
        for binding in KeyTable.bindings where binding.scope == .screen {
            for key in binding.keys {
                #expect(hasEffect(key), "\(key.label) does nothing")
            }
        }
    }

    /// Whether the key changes the model or asks for something in at least one believable situation.
    private func hasEffect(_ key: Key) -> Bool {
        var filtered = Fixture.alarmed.model()
        _ = filtered.press("5")
        _ = filtered.press("j")
        var narrow = Fixture.alarmed.model()
        _ = narrow.press("+")
        _ = narrow.press(.right)
        _ = narrow.press("z")
        let situations = [Fixture.calm.model(), Fixture.awaiting.model(), filtered, narrow]
        return situations.contains { before in
            var after = before
            let effects = after.press(key)
            return !effects.isEmpty || after.overlay != before.overlay || after.focus != before.focus
                || after.selected != before.selected || after.rows != before.rows
                || after.isZoomed != before.isZoomed || after.picture != before.picture || after.range != before.range
                || after.flash != nil
        }
    }

    @Test func executesTheMarkedKeyOfTheHelp() {
        var model = Fixture.calm.model()
        _ = model.press("?")
        _ = model.press("/")
        _ = model.type("Fills the screen with the pane")
        _ = model.press(.enter)

        _ = model.press(.enter)

        #expect(model.overlay == nil)
        #expect(model.isZoomed)
    }
}
