/// Labels that changed a figure after it was told, by how they came to.
package struct RestatementCounts: Hashable, Codable, Sendable {
    /// Behind the label watermark, or after the horizon.
    package var late: Int64 = 0
    package var corrected: Int64 = 0
    package var retracted: Int64 = 0

    package init() {}
}
