/// Colours by role, read from a file of `role = #rrggbb` lines.
package struct Theme: Hashable, Sendable {
    package let name: String
    private let colours: [Role: RGB]

    /// Reads a theme; a line is `role = #rrggbb` or a comment that starts with `#`.
    ///
    /// - Throws: ``ThemeError`` with every line that is wrong.
    package init(name: String, file: String, text: String) throws(ThemeError) {
        var colours: [Role: RGB] = [:]
        var problems: [String] = []
        for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            let words = line.split(whereSeparator: \.isWhitespace)
            guard let first = words.first, first.first != "#" else { continue }
            let place = "\(file):\(index + 1)"
            guard let role = Role(rawValue: String(first)) else {
                problems.append(
                    "\(place): \(first) is not a role; roles are \(Role.allCases.map(\.rawValue).joined(separator: " "))"
                )
                continue
            }
            guard words.count >= 3, words[1] == "=", let colour = RGB(words[2]) else {
                problems.append("\(place): \(role.rawValue) has no colour; write \(role.rawValue) = #rrggbb")
                continue
            }
            colours[role] = colour
        }
        for role in [Role.background, .foreground] where colours[role] == nil {
            problems.append("\(file): \(role.rawValue) is missing; every theme needs it")
        }
        guard problems.isEmpty else { throw ThemeError(problems: problems) }
        self.name = name
        self.colours = colours
    }

    /// The role's own colour, or that of the role it falls back to.
    package func colour(of role: Role) -> RGB {
        var wanted: Role? = role
        while let role = wanted {
            if let colour = colours[role] { return colour }
            wanted = role.fallback
        }
        return RGB(red: 255, green: 255, blue: 255)
    }
}

/// Everything that is wrong in a theme file.
package struct ThemeError: Error, Hashable, Sendable, CustomStringConvertible {
    package var problems: [String]

    package var description: String { problems.joined(separator: "\n") }
}
