import ArgumentParser
import Testing

@testable import flywheel

struct PowerCommandTests {
    private func command(_ words: String...) throws -> PowerCommand {
        try #require(try Flywheel.parseAsRoot(Flywheel.plain(["canary", "power"] + words)) as? PowerCommand)
    }

    @Test func tellsUnitsAndDaysOfARate() throws {
        let answer = try command("--rate", "0.02", "--effect", "25%", "--units-per-day", "1000").answer()

        #expect((answer.effect - 0.005).magnitude < 1e-12)
        #expect(answer.fixed == PowerCommand.Answer.Need(units: 27_618, days: 27.7))
        #expect(answer.fixedCandidate == 13_809)
        #expect(answer.sequentialMedian.units < answer.sequentialAtPower.units)
        #expect(PowerCommand.lines(answer)[1] == "TEST                           UNITS   DAYS")
    }

    @Test func tellsUnitsOfAMean() throws {
        let answer = try command("--sd", "2", "--effect", "0.2", "--share", "10").answer()

        #expect(answer.fixed.days == nil)
        #expect((8_720...8_722).contains(answer.fixed.units), "0.09 of the 3,140 at an even split go further")
    }

    @Test(arguments: [
        (["--effect", "1"], "give --rate, or --sd (with --mean where the effect is in percent)"),
        (["--rate", "0.1", "--sd", "1", "--effect", "1"], "give --rate, or --mean and --sd, not both"),
        (["--sd", "1", "--effect", "5%"], "--effect is 5%, a part of the mean; give --mean, too"),
        (
            ["--sd", "1", "--effect", "five"],
            "--effect is five; give a number such as 0.005, or a percentage such as 10%"
        ),
        (
            ["--rate", "0.1", "--effect", "0.95"],
            "the effect is 0.95; use one that leaves the rate, 0.1, between 0 and 1"
        ),
        (
            ["--rate", "0.1", "--effect", "0.1", "--share", "100"],
            "the share is 1.0; use a number between 0 and 1, both excluded"
        ),
        (
            ["--sd", "1", "--effect", "1", "--units-per-day", "0"],
            "--units-per-day is 0.0; give a number above 0"
        ),
    ])
    func saysWhatIsWrong(words: [String], sentence: String) throws {
        let parsed = try Flywheel.parseAsRoot(["power"] + words) as? PowerCommand
        let command = try #require(parsed)

        let error = #expect(throws: ValidationError.self) { try command.answer() }

        #expect(error?.message == sentence)
    }
}
