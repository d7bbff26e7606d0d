import Testing

@testable import Terminal

/// Colours by what the terminal can show.
struct ColourDepthTests {
    @Test(arguments: [
        (16_777_216, ["TERM": "xterm-direct"], ColourDepth.trueColour),
        (256, ["TERM": "xterm-256color"], .colours256), (16, ["TERM": "x"], .colours16),
        (8, ["TERM": "linux"], .colours8),
        (0, ["TERM": "vt100"], .none), (256, ["TERM": "xterm-256color", "NO_COLOR": "1"], .none),
    ])
    func isReadFromTheTerminalAndTheEnvironment(colours: Int, environment: [String: String], depth: ColourDepth) {
        #expect(ColourDepth(colours: colours, environment: TerminalEnvironment(environment)) == depth)
    }

    @Test func findsTheNearestOfTheCubeAndTheGreys() throws {
        #expect(ColourDepth.nearest256(try #require(RGB("#ff0000"))) == 196)
        #expect(ColourDepth.nearest256(try #require(RGB("#808080"))) == 244)
        #expect(ColourDepth.nearest256(try #require(RGB("#000000"))) == 16)
    }

    @Test func keepsDarkBluesOutOfThePalette() throws {
        #expect(ColourDepth.trueColour.number(of: try #require(RGB("#000003"))) == 8)
    }
}
