import Dashboard
import Domain
import Terminal

extension DashboardModel {
    mutating func press(_ key: Key) -> [DashboardEffect] {
        update(.key(key), at: Fixture.wallTime)
    }

    mutating func press(_ character: Character) -> [DashboardEffect] {
        press(.character(character))
    }

    mutating func type(_ text: String) -> [DashboardEffect] {
        text.flatMap { press($0) }
    }

    /// Types a `:` line and Enter.
    mutating func command(_ line: String) -> [DashboardEffect] {
        press(":") + type(line) + press(.enter)
    }

    /// Starts the countdown of an approval.
    mutating func approve() {
        _ = press("A")
        _ = type("yes")
        _ = press(.enter)
    }
}
