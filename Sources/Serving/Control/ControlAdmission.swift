/// Who may say what over one way to the engine.
enum ControlAdmission: Sendable {
    /// What a caller may do.
    enum Right: Sendable {
        /// Snapshots and history.
        case look
        case all
    }

    /// Whoever can open the workspace's socket owns it.
    case owner
    /// A token of `control` allows all, one of `read` to look.
    case tokens(TokenCheck)

    /// What a caller's greeting allows.
    ///
    /// - Throws: ``ControlError/badToken`` where it is nothing.
    func right(of token: String?) throws(ControlError) -> Right {
        switch self {
        case .owner: return .all
        case .tokens(let check):
            let permissions = check.permissions(of: Array((token ?? "").utf8))
            if permissions.contains(.control) { return .all }
            guard permissions.contains(.read) else { throw .badToken }
            return .look
        }
    }
}

extension ControlRequest {
    /// Whether it changes anything.
    var needsControl: Bool {
        switch self {
        case .hello, .snapshot, .history: false
        case .submit, .setReplayFactor, .stop: true
        }
    }
}
