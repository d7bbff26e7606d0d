import Testing

@testable import flywheel

struct MisspellingTests {
    @Test(arguments: [("hstory", "history"), ("wach", "watch"), ("explian", "explain")])
    func suggestsTheCommandThatWasMeant(word: String, command: String) {
        #expect(
            Flywheel.misspelling(in: [word, "-C", "somewhere"])
                == "there is no command and no workspace \(word); did you mean flywheel \(command)?")
    }

    @Test(arguments: [["history"], ["--help"], ["help"], ["/tmp"], ["."], ["my-workspace"], []])
    func leavesCommandsAndWorkspacesAlone(arguments: [String]) {
        #expect(Flywheel.misspelling(in: arguments) == nil)
    }
}
