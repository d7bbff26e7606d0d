import Domain

/// 0/1 errors whose rate rises from 0.2 to 0.25 in the middle, as the peers' scripts take them.
enum ErrorStream {
    static func values(_ count: Int) -> [Double] {
        var generator = SeededGenerator(seed: 7)
        return (0..<count).map { place in
            Double.random(in: 0..<1, using: &generator) < (place < count / 2 ? 0.2 : 0.25) ? 1 : 0
        }
    }
}
