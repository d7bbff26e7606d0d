/// Which of the numbers that a row carries from the pipeline's memory stands where among ``Event/lags``.
///
/// In order: a number a target lag; the statistics of each window of labels; those of each rolling column, a window after
/// the other; those of each period; those of the entity.
package struct RowMemoryLayout: Hashable, Codable, Sendable {
    /// Mean, standard deviation, lowest and highest.
    package static let columnStatistics = 4
    /// Classes that have shares of their own; of a pipeline with more, the first ones have.
    private static let mostChannels = 8

    package let lags: Range<Int>
    package let rolling: Range<Int>
    package let columns: Range<Int>
    package let seasonal: Range<Int>
    package let entity: Range<Int>
    /// Numbers that a label is told by: itself, the second class of two, or one a class.
    package let channels: Int
    package let isNumeric: Bool
    /// The schema's places of the rolling columns.
    package let columnPlaces: [Int]
    package let windows: [Int]

    package init(_ features: FeatureDefinition, columns schema: [Column], task: LearningTask) {
        let classes = task.classes.count
        channels = classes > 2 ? min(classes, Self.mostChannels) : 1
        isNumeric = task == .regression
        windows = features.rolling
        columnPlaces = features.rollingColumns.compactMap { name in schema.firstIndex { $0.name == name } }
        let wide = isNumeric ? Self.columnStatistics : channels
        lags = 0..<features.lags.count
        rolling = lags.upperBound..<(lags.upperBound + windows.count * wide)
        let statistics = columnPlaces.count * windows.count * Self.columnStatistics
        columns = rolling.upperBound..<(rolling.upperBound + statistics)
        // The mean and the last label; of a number also how far the last ones were from their means.
        let season = isNumeric ? 3 : channels + 1
        seasonal = columns.upperBound..<(columns.upperBound + features.seasonal.count * season)
        // How many labels, how long ago, the last label, the mean and the fading mean.
        let known = features.entity == nil ? 0 : 3 + 2 * channels
        entity = seasonal.upperBound..<(seasonal.upperBound + known)
    }

    package var count: Int { entity.upperBound }

    /// Where the mean of a rolling column in a window stands.
    package func mean(column: Int, window: Int) -> Int {
        columns.lowerBound + (column * windows.count + window) * Self.columnStatistics
    }

    /// A label as one of its ``channels``.
    package func level(_ label: Double, channel: Int) -> Double {
        channels == 1 ? label : label == Double(channel) ? 1 : 0
    }

    /// A row's numbers as this layout wants them: what another one made is unknown, but for lags that stood alone.
    package func aligned(_ numbers: [Double]) -> [Double] {
        if numbers.count == count { return numbers }
        let kept = numbers.count == lags.count ? numbers : []
        return kept + Array(repeating: .nan, count: count - kept.count)
    }
}
