/// What an engine says while it carries an intent out: a roll back takes effect before it is recorded.
package enum IntentStep: Hashable, Codable, Sendable {
    /// The version gets no requests any more, by the routing table or, where a traffic plane shares them out, by what that
    /// was seen to do.
    case effective
    /// The traffic plane has not let go of the version; the sentence says for how long, and what to do.
    case lingers(String)
    /// The history holds it, or the engine refused.
    case recorded(IntentReply)
}
