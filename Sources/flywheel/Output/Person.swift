import Foundation

/// Who sits at this program, for the audit log.
enum Person {
    /// The login name; under `sudo` that of the person who called it, not of the account that was taken.
    static var name: String {
        let caller = ProcessInfo.processInfo.environment["SUDO_USER"] ?? ""
        return caller.isEmpty ? NSUserName() : caller
    }
}
