/// A learner of the user's own: a program that is told of rows and answers, as README's section on own learners says.
package struct LearnerProgram: Hashable, Codable, Sendable {
    /// As the pipeline file, the screen and the history call it; no learner of this program is called so.
    package var name: String
    /// The program and its arguments, as in the file: paths are the workspace's.
    package var command: [String]

    package init(name: String, command: [String]) {
        self.name = name
        self.command = command
    }
}
