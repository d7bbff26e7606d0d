import Terminal

/// A field of dots, two by four a character cell, each cell in the role of what was drawn in it last.
struct BraillePlot {
    /// In characters.
    let width: Int
    let height: Int
    private var dots: [UInt8]
    private var roles: [Role]

    init(width: Int, height: Int) {
        self.width = max(0, width)
        self.height = max(0, height)
        dots = [UInt8](repeating: 0, count: self.width * self.height)
        roles = [Role](repeating: .foreground, count: self.width * self.height)
    }

    var columns: Int { width * 2 }
    var rows: Int { height * 4 }

    private static let bits: [[UInt8]] = [[0x01, 0x08], [0x02, 0x10], [0x04, 0x20], [0x40, 0x80]]

    /// Sets the dot at column `x` and row `y` from the top; outside of the field nothing happens.
    mutating func set(x: Int, y: Int, role: Role) {
        guard x >= 0, x < columns, y >= 0, y < rows else { return }
        let cell = y / 4 * width + x / 2
        dots[cell] |= Self.bits[y % 4][x % 2]
        roles[cell] = role
    }

    /// Draws a straight line, leaving out what the pattern leaves out.
    ///
    /// Source of the stepping: Bresenham, "Algorithm for computer control of a digital plotter", 1965.
    mutating func line(from start: (x: Int, y: Int), to end: (x: Int, y: Int), pattern: DashPattern, role: Role) {
        var (x, y) = start
        let width = abs(end.x - x)
        let height = -abs(end.y - y)
        let right = x < end.x ? 1 : -1
        let down = y < end.y ? 1 : -1
        var error = width + height
        while true {
            if pattern.draws(column: x) { set(x: x, y: y, role: role) }
            if x == end.x, y == end.y { return }
            let doubled = 2 * error
            if doubled >= height {
                error += height
                x += right
            }
            if doubled <= width {
                error += width
                y += down
            }
        }
    }

    /// The rows as text, a blank where no dot is.
    var lines: [StyledLine] {
        (0..<height).map { row in
            var line = StyledLine()
            for cell in (row * width)..<((row + 1) * width) {
                line.add(String(Self.glyph(dots[cell])), roles[cell])
            }
            return line
        }
    }

    func draw(x: Int, y: Int, on canvas: inout Canvas) {
        for row in 0..<height {
            for column in 0..<width where dots[row * width + column] != 0 {
                let cell = row * width + column
                canvas.write(String(Self.glyph(dots[cell])), x: x + column, y: y + row, width: 1, Style(roles[cell]))
            }
        }
    }

    private static func glyph(_ dots: UInt8) -> Character {
        dots == 0 ? " " : Character(Unicode.Scalar(UInt16(0x2800) + UInt16(dots)) ?? " ")
    }
}
