import Domain
import Synchronization

/// A roll-back journal without a disk.
final class MemoryJournal: RollBackJournal {
    private let intents: Mutex<[Intent]>

    init(_ intents: [Intent] = []) {
        self.intents = Mutex(intents)
    }

    func note(_ intent: Intent) {
        intents.withLock { $0.append(intent) }
    }

    func outstanding() -> [Intent] { intents.withLock { $0 } }

    func clear(_ intent: Intent) {
        intents.withLock { $0.removeAll { $0 == intent } }
    }
}
