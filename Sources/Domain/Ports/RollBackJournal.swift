/// Where a roll back is noted before the history can be asked to hold it: what must not wait for a queue or a busy disk.
package protocol RollBackJournal: Sendable {
    /// Notes an intent; returns at once, the disk follows.
    func note(_ intent: Intent)

    /// What was noted and not cleared, in order: after an unclean stop, what is still to be carried out.
    func outstanding() -> [Intent]

    /// Forgets an intent, once the history holds it.
    func clear(_ intent: Intent)
}
