/// How a Hoeffding adaptive tree grows and when it doubts a branch.
package struct AdaptiveTreeSettings: Hashable, Codable, Sendable {
    package var tree: HoeffdingSettings
    /// ADWIN's confidence parameter at each node: smaller means fewer alternates.
    package var driftDelta: Double
    /// Whether each example counts a random number of times, one on average, at the leaves.
    package var bootstraps: Bool

    package init(tree: HoeffdingSettings = .init(), driftDelta: Double = 0.002, bootstraps: Bool = false) {
        self.tree = tree
        self.driftDelta = driftDelta
        self.bootstraps = bootstraps
    }
}
