/// How a cell looks: a role for its text, attributes, and a role for its ground.
package struct Style: Hashable, Sendable {
    package var role: Role
    package var attributes: Attributes
    package var background: Role

    package init(_ role: Role, _ attributes: Attributes = [], on background: Role = .background) {
        self.role = role
        self.attributes = attributes
        self.background = background
    }

    package static let plain = Style(.foreground)
}

/// What a terminal can do to text beside colour.
package struct Attributes: OptionSet, Hashable, Sendable {
    package let rawValue: UInt8

    package init(rawValue: UInt8) {
        self.rawValue = rawValue
    }

    package static let bold = Attributes(rawValue: 1)
    package static let dim = Attributes(rawValue: 2)
    package static let underline = Attributes(rawValue: 4)
    package static let reverse = Attributes(rawValue: 8)
}
