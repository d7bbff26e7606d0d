/// How many colours the terminal has.
package enum ColourDepth: Hashable, Sendable {
    case trueColour
    case colours256
    case colours16
    case colours8
    case none

    /// What the terminal is taken for, by its colours and the environment; `NO_COLOR` always wins.
    package init(colours: Int, environment: TerminalEnvironment) {
        switch colours {
        case _ where environment.refusesColour: self = .none
        case 257...: self = .trueColour
        case 256: self = .colours256
        case 16...255: self = .colours16
        case 8...15: self = .colours8
        default: self = .none
        }
    }

    /// The terminal's number for a colour; −1 is its own default.
    func number(of colour: RGB) -> Int32 {
        switch self {
        case .trueColour:
            // Numbers below 8 mean the terminal's palette, so the darkest blues move up to 8.
            return Int32(max(8, colour.red << 16 | colour.green << 8 | colour.blue))
        case .colours256: return Int32(Self.nearest256(colour))
        case .colours16: return Int32(Self.nearest(colour, in: Self.palette))
        case .colours8: return Int32(Self.nearest(colour, in: Array(Self.palette.prefix(8))))
        case .none: return -1
        }
    }

    /// The nearest of the 6 × 6 × 6 cube and the 24 greys.
    static func nearest256(_ colour: RGB) -> Int {
        let steps = [0, 95, 135, 175, 215, 255]
        func step(_ part: Int) -> Int {
            steps.indices.min { abs(steps[$0] - part) < abs(steps[$1] - part) } ?? 0
        }
        let (red, green, blue) = (step(colour.red), step(colour.green), step(colour.blue))
        let cube = RGB(red: steps[red], green: steps[green], blue: steps[blue])
        let level = min(max((colour.red + colour.green + colour.blue) / 3 - 3, 0) / 10, 23)
        let grey = RGB(red: 8 + 10 * level, green: 8 + 10 * level, blue: 8 + 10 * level)
        return colour.distance(to: grey) < colour.distance(to: cube) ? 232 + level : 16 + 36 * red + 6 * green + blue
    }

    private static let palette = [
        0x000000, 0xcd0000, 0x00cd00, 0xcdcd00, 0x0000ee, 0xcd00cd, 0x00cdcd, 0xe5e5e5, 0x7f7f7f, 0xff0000, 0x00ff00,
        0xffff00, 0x5c5cff, 0xff00ff, 0x00ffff, 0xffffff,
    ].map { RGB(red: $0 >> 16, green: $0 >> 8 & 255, blue: $0 & 255) }

    private static func nearest(_ colour: RGB, in colours: [RGB]) -> Int {
        colours.indices.min { colour.distance(to: colours[$0]) < colour.distance(to: colours[$1]) } ?? 7
    }
}
