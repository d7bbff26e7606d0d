import Terminal

/// Words under an axis: those placed first keep their places, later ones only go where it is free.
struct AxisLabels {
    struct Label: Hashable {
        var text: String
        var x: Int
        var role: Role
    }

    let width: Int
    private(set) var labels: [Label] = []

    init(width: Int) {
        self.width = width
    }

    /// Places a word with its middle at `center`, moved inwards at the ends; two columns stay free between words.
    mutating func place(_ text: String, around center: Int, role: Role) {
        let length = text.columns
        guard length > 0, length <= width else { return }
        let x = min(max(0, center - length / 2), width - length)
        let isFree = labels.allSatisfy { x + length + 2 <= $0.x || $0.x + $0.text.columns + 2 <= x }
        if isFree { labels.append(Label(text: text, x: x, role: role)) }
    }
}
