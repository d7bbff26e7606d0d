/// How two samples of numbers are cut into common bins; named, as every rule gives another index.
package enum BinRule: Hashable, Codable, Sendable {
    /// Cut at the reference's quantiles (NumPy's linear ones), equal edges merged; an edge belongs to the bin above it.
    case referenceQuantiles(Int)
    /// Equal widths over both samples together, ⌈log₂ (n + m) + 1⌉ of them.
    case sturges
    /// A bin for each value that occurs.
    case values
    /// As Evidently: Sturges' rule where the reference has more than 20 values that differ, otherwise a bin for each.
    case evidently
}
