/// What the engine learned of its traffic plane; a pipeline's fold decides what follows.
package enum TrafficFinding: Hashable, Codable, Sendable {
    /// The plane says that a split holds: its champion, and the candidate's share in percent.
    case inForce(champion: ModelVersion, share: Double)
    /// The plane's own counts do not fit the split.
    case isOff(String)
    /// The plane follows a split without this version, and sends it nothing any more.
    case letGo(ModelVersion)
    /// The plane has not shown that for as long as the sentence says.
    case lingers(String)
    /// The plane could not be told or asked, or a version's server does not answer.
    case isAway(String)
    /// It can be told and asked again.
    case isBack
}
