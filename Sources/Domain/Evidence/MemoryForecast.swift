/// What a model is predicted to take of the memory, and what there is for it.
package struct MemoryForecast: Hashable, Codable, Sendable {
    /// By how much loading it made the process grow, its artifact's size at least.
    package var neededBytes: Int
    /// What the machine, or the group of processes that this one may grow in, had left at the newest look.
    package var availableBytes: Int
    /// Whether it decides nothing: in lockstep what is measured is only written down.
    package var isAdvisory: Bool

    package init(neededBytes: Int, availableBytes: Int, isAdvisory: Bool) {
        self.neededBytes = neededBytes
        self.availableBytes = availableBytes
        self.isAdvisory = isAdvisory
    }

    package var fits: Bool { isAdvisory || neededBytes <= availableBytes }

    /// `it needs 512 MiB of memory, 128 MiB are left`.
    package var words: String {
        "it needs \(Self.mebibytes(neededBytes)) MiB of memory, \(Self.mebibytes(availableBytes)) MiB are left"
    }

    private static func mebibytes(_ bytes: Int) -> Int { (max(0, bytes) + 524_288) / 1_048_576 }
}
