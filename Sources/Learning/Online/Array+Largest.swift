extension [Double] {
    /// The place of the largest number, the first of several; 0 where there are none.
    var placeOfLargest: Int {
        var best = 0
        for index in indices.dropFirst() where self[index] > self[best] { best = index }
        return best
    }
}
