/// Which cells of a line are drawn, over and over: lines differ without colour, and a legend can show how.
struct DashPattern: Hashable, Sendable {
    private let cells: [Bool]

    private init(_ text: String) {
        cells = text.map { $0 == "-" }
    }

    static let solid = DashPattern("----")
    static let long = DashPattern("--- ")
    static let dashes = DashPattern("--  ")
    static let dots = DashPattern("- - ")
    static let sparse = DashPattern("-   ")
    static let broken = DashPattern("- -- ")
    static let dashDot = DashPattern("-- -  ")

    /// Whether the line is drawn in a column of the plot, of which a cell has two.
    func draws(column: Int) -> Bool { cells[column / 2 % cells.count] }

    /// Its first four cells.
    var sample: String { String(cells.prefix(4).map { $0 ? "⠒" : " " }) }
}
