/// A colour of 3 × 8 bits.
package struct RGB: Hashable, Sendable {
    package var red: Int
    package var green: Int
    package var blue: Int

    /// Reads `#rrggbb`; nil for anything else.
    package init?(_ text: some StringProtocol) {
        guard text.count == 7, text.first == "#", let value = Int(text.dropFirst(), radix: 16) else { return nil }
        red = value >> 16
        green = value >> 8 & 255
        blue = value & 255
    }

    init(red: Int, green: Int, blue: Int) {
        self.red = red
        self.green = green
        self.blue = blue
    }

    /// The contrast of two colours, 1 to 21, as WCAG 2 computes it.
    package static func contrast(_ first: RGB, _ second: RGB) -> Double {
        let (brighter, darker) = (max(first.luminance, second.luminance), min(first.luminance, second.luminance))
        return (brighter + 0.05) / (darker + 0.05)
    }

    private var luminance: Double {
        func linear(_ part: Int) -> Double {
            let share = Double(part) / 255
            guard share > 0.04045 else { return share / 12.92 }
            // ((share + 0.055) ÷ 1.055) to the power 2.4, by roots that every machine rounds alike.
            let base = (share + 0.055) / 1.055
            let fifthRoot = RGB.fifthRoot(base * base)
            return base * base * fifthRoot
        }
        return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
    }

    /// By Newton's method.
    private static func fifthRoot(_ value: Double) -> Double {
        var root = 1.0
        for _ in 0..<40 { root -= (root * root * root * root * root - value) / (5 * root * root * root * root) }
        return root
    }

    func distance(to other: RGB) -> Int {
        let (first, second, third) = (red - other.red, green - other.green, blue - other.blue)
        return 2 * first * first + 4 * second * second + 3 * third * third
    }
}
