/// Whether a trial that has reached a rung goes on to the next.
package enum RungDecision: String, Hashable, Codable, Sendable {
    case `continue`
    case stop
}
