import Foundation
import Testing

@testable import Terminal

/// The shipped themes, and what a wrong one is told.
struct ThemeTests {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "Themes")

    private static func shipped(_ name: String) throws -> Theme {
        let file = folder.appending(path: "\(name).theme")
        return try Theme(name: name, file: file.lastPathComponent, text: String(contentsOf: file, encoding: .utf8))
    }

    /// Marks and lines need 3 : 1; everything that is read needs 4.5 : 1.
    private static let marks: Set<Role> = [
        .border, .grid, .axis, .heat0, .heat1, .heat2, .heat3, .heat4, .heat5, .heat6, .heat7, .heat8, .threshold,
    ]

    @Test(arguments: ["dark", "light"])
    func isLegibleOnItsGround(name: String) throws {
        let theme = try Self.shipped(name)
        let ground = theme.colour(of: .background)

        for role in Role.allCases where role != .background && role != .selectionBackground {
            let paper = role == .selectionForeground ? theme.colour(of: .selectionBackground) : ground
            let contrast = RGB.contrast(theme.colour(of: role), paper)
            #expect(contrast >= (Self.marks.contains(role) ? 3 : 4.5), "\(name) \(role.rawValue): \(contrast)")
        }
    }

    @Test func saysEveryLineThatIsWrong() {
        let text = "bg = #000000\nforeground = #ffffff\nmuted #888888\nok = green\n"

        let error = #expect(throws: ThemeError.self) { try Theme(name: "x", file: "x.theme", text: text) }

        #expect(error?.problems.count == 4)
        #expect(error?.problems[1] == "x.theme:3: muted has no colour; write muted = #rrggbb")
        #expect(error?.problems[3] == "x.theme: fg is missing; every theme needs it")
    }

    @Test func fallsBackToAnotherRole() throws {
        let theme = try Theme(name: "two", file: "two.theme", text: "bg = #000000\nfg = #ffffff\n")

        #expect(theme.colour(of: .flashError) == RGB("#ffffff"))
    }
}
