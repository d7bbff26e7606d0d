/// A learner of the user's own with the settings that a search may give it.
package struct SearchProgram: Hashable, Codable, Sendable {
    package enum Scale: String, Hashable, Codable, Sendable, CaseIterable {
        case even
        case whole
        case logarithmic
    }

    package struct Setting: Hashable, Codable, Sendable {
        package var name: String
        /// One value fixes it, two are the ends of a range, more are choices.
        package var values: [Double]
        package var scale: Scale

        package init(name: String, values: [Double], scale: Scale = .even) {
            self.name = name
            self.values = values
            self.scale = scale
        }
    }

    package var program: LearnerProgram
    package var settings: [Setting]

    package init(program: LearnerProgram, settings: [Setting] = []) {
        self.program = program
        self.settings = settings
    }
}

extension KeyedDecodingContainer {
    /// A definition of an older store has no learners of the user's own.
    func decode(_ type: [SearchProgram].Type, forKey key: Key) throws -> [SearchProgram] {
        try decodeIfPresent(type, forKey: key) ?? []
    }
}
