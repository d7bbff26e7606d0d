/// The values of a vertical axis, with ticks at 1, 2 or 5 times a power of ten.
struct ValueScale: Hashable, Sendable {
    let low: Double
    let high: Double
    let ticks: [Double]
    /// Decimal places that tell the ticks apart.
    let places: Int

    /// Covers the values with a little room, never less than a fiftieth of their size.
    ///
    /// - Precondition: At least one value is finite.
    init?(covering values: [Double], mostTicks: Int) {
        let known = values.filter { $0.isFinite && abs($0) < 1e15 }
        guard let least = known.min(), let most = known.max() else { return nil }
        let span = max(most - least, 0.02 * max(abs(most), abs(least)), 1e-6)
        let middle = (most + least) / 2
        let bottom = least >= 0 ? max(0, middle - span * 0.56) : middle - span * 0.56
        let top = middle + span * 0.56
        let step = Self.step(atLeast: (top - bottom) / Double(max(1, mostTicks)))
        // The ends keep to half steps, so that a new extreme seldom moves the whole picture.
        let low = (bottom / step * 2).rounded(.down) * step / 2
        let high = (top / step * 2).rounded(.up) * step / 2
        self.low = low
        self.high = high
        var ticks: [Double] = []
        var place = (low / step).rounded(.up)
        while place * step <= high, ticks.count < 50 {
            ticks.append(place * step)
            place += 1
        }
        self.ticks = ticks
        var places = 0
        var unit = step
        while unit < 0.999, places < 6 {
            unit *= 10
            places += 1
        }
        self.places = places
    }

    private static func step(atLeast wanted: Double) -> Double {
        var decade = 1.0
        while decade > wanted { decade /= 10 }
        while decade * 10 <= wanted { decade *= 10 }
        return [1, 2, 5, 10].map { $0 * decade }.first { $0 >= wanted } ?? decade * 10
    }

    /// The row from the top, of `rows`, at which a value lies.
    func row(of value: Double, rows: Int) -> Int {
        let share = (value - low) / max(high - low, .leastNormalMagnitude)
        return min(rows - 1, max(0, ((1 - share) * Double(rows - 1)).rounded().wholeNumber))
    }

    func text(_ tick: Double) -> String {
        if tick == 0 { return "0" }
        let text = MetricText.fixed(tick, places: places)
        return text.hasPrefix("0.") ? String(text.dropFirst()) : places == 0 ? MetricText.count(tick.wholeNumber) : text
    }
}
