/// Why parameters make no space: everything that is wrong with them, in their order.
package struct ParameterSpaceError: Error, Hashable, Sendable, CustomStringConvertible {
    package enum Problem: Hashable, Sendable {
        case empty
        case noName(place: Int)
        case duplicateName(String)
        case reversed(name: String, low: String, high: String)
        case notFinite(name: String, low: Double, high: Double)
        /// A logarithmic range that does not begin above 0.
        case logarithmOfNothing(name: String, low: String)
        /// More whole numbers than can be counted.
        case tooManyWholeNumbers(name: String)
        case noChoices(name: String)
        case duplicateChoice(name: String, choice: String)
        case unknownParent(name: String, parent: String)
        case laterParent(name: String, parent: String)
        case parentWithoutChoices(name: String, parent: String)
        /// Conditions that no point meets.
        case neverApplies(name: String, parent: String)
        case unknownChoice(name: String, parent: String, choice: String, choices: [String])
    }

    package let problems: [Problem]

    package var description: String { problems.map(\.description).joined(separator: "\n") }
}

extension ParameterSpaceError.Problem: CustomStringConvertible {
    package var description: String {
        switch self {
        case .empty:
            "the space has no parameters; give at least one"
        case .noName(let place):
            "parameter \(place + 1) has no name; name it"
        case .duplicateName(let name):
            "\(name) is there twice; give each parameter a name of its own"
        case .reversed(let name, let low, let high):
            "\(name) is to lie from \(low) to \(high); put the lower number first"
        case .notFinite(let name, let low, let high):
            "\(name) is to lie from \(low) to \(high); use finite numbers with a finite distance"
        case .logarithmOfNothing(let name, let low):
            "\(name) is drawn on a logarithmic scale from \(low); begin above 0, or use a plain range"
        case .tooManyWholeNumbers(let name):
            "\(name) has more whole numbers than 2^53; use a smaller range, or a float"
        case .noChoices(let name):
            "\(name) has no choices; give at least one"
        case .duplicateChoice(let name, let choice):
            "\(name) has the choice \(choice) twice; name each choice once"
        case .unknownParent(let name, let parent):
            "\(name) depends on \(parent), which is no parameter; name a categorical one that stands before it"
        case .laterParent(let name, let parent):
            "\(name) depends on \(parent), which does not stand before it; put \(parent) first"
        case .parentWithoutChoices(let name, let parent):
            "\(name) depends on \(parent), which is a number; depend on a categorical parameter"
        case .neverApplies(let name, let parent):
            "\(name) applies for no choice of \(parent); name at least one"
        case .unknownChoice(let name, let parent, let choice, let choices):
            "\(name) applies where \(parent) is \(choice); \(parent) is one of \(choices.joined(separator: ", "))"
        }
    }
}
