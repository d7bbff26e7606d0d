import Domain
import Foundation
import Testing

@testable import Learning

/// Spaces, their points and what is refused.
struct ParameterSpaceTests {
    static let learners: [Parameter] = [
        Parameter("learner", .categorical(["forest", "linear", "boosted"])),
        Parameter("depth", .int(low: 2, high: 5), when: .init("learner", isOneOf: ["forest", "boosted"])),
        Parameter("rate", .logFloat(low: 0.001, high: 1), when: .init("learner", isOneOf: ["boosted", "linear"])),
        Parameter("bagging", .categorical(["on", "off"]), when: .init("learner", isOneOf: ["forest"])),
        Parameter("trees", .logInt(low: 1, high: 100), when: .init("bagging", isOneOf: ["on"])),
        Parameter("window", .float(low: -1, high: 3)),
    ]

    @Test func drawsExactlyTheParametersThatApply() throws {
        let space = try ParameterSpace(Self.learners)
        var generator = SeededGenerator(seed: 1)

        let points = (0..<300).map { _ in space.sample(using: &generator) }

        #expect(points.allSatisfy(space.contains))
        for point in points {
            let learner = point["learner"]
            #expect((point["depth"] == nil) == (learner == .category("linear")))
            #expect((point["rate"] == nil) == (learner == .category("forest")))
            #expect((point["trees"] != nil) == (point["bagging"] == .category("on")))
            #expect(point["window"] != nil)
        }
        #expect(Set(points.compactMap { $0["depth"] }).count == 4)
    }

    @Test func namesEverythingThatIsWrong() {
        let parameters = [
            Parameter("a", .float(low: 2, high: 1)), Parameter("a", .logFloat(low: 0, high: 1)),
            Parameter("", .int(low: 3, high: 1)), Parameter("b", .logInt(low: 0, high: 9)),
            Parameter("c", .categorical([])), Parameter("d", .categorical(["x", "y", "x"])),
            Parameter("e", .float(low: 0, high: .infinity)), Parameter("f", .int(low: .min, high: .max)),
            Parameter("g", .int(low: 0, high: 1), when: .init("nobody", isOneOf: ["x"])),
            Parameter("h", .int(low: 0, high: 1), when: .init("k", isOneOf: ["x"])),
            Parameter("i", .int(low: 0, high: 1), when: .init("g", isOneOf: ["x"])),
            Parameter("j", .int(low: 0, high: 1), when: .init("d", isOneOf: [])),
            Parameter("k", .categorical(["x"]), when: .init("d", isOneOf: ["z"])),
        ]

        let error = #expect(throws: ParameterSpaceError.self) { try ParameterSpace(parameters) }

        #expect(
            error?.description == """
                a is to lie from 2.0 to 1.0; put the lower number first
                a is there twice; give each parameter a name of its own
                a is drawn on a logarithmic scale from 0.0; begin above 0, or use a plain range
                parameter 3 has no name; name it
                 is to lie from 3 to 1; put the lower number first
                b is drawn on a logarithmic scale from 0; begin above 0, or use a plain range
                c has no choices; give at least one
                d has the choice x twice; name each choice once
                e is to lie from 0.0 to inf; use finite numbers with a finite distance
                f has more whole numbers than 2^53; use a smaller range, or a float
                g depends on nobody, which is no parameter; name a categorical one that stands before it
                h depends on k, which does not stand before it; put k first
                i depends on g, which is a number; depend on a categorical parameter
                j applies for no choice of d; name at least one
                k applies where d is z; d is one of x, y, x
                """)
        #expect(throws: ParameterSpaceError(problems: [.empty])) { try ParameterSpace([]) }
    }

    @Test func comesBackFromJSONAndIsCheckedThere() throws {
        let space = try ParameterSpace(Self.learners)
        let bytes = try JSONEncoder().encode(space)
        let wrong = try JSONEncoder().encode([Parameter("a", .int(low: 2, high: 1))])

        #expect(try JSONDecoder().decode(ParameterSpace.self, from: bytes) == space)
        #expect(throws: DecodingError.self) { try JSONDecoder().decode(ParameterSpace.self, from: wrong) }
    }

    @Test func countsItsPoints() throws {
        let counted = Array(Self.learners.prefix(5).filter { $0.name != "rate" })

        // Forest: 4 depths × (off, or on with 100 numbers of trees); linear; boosted: 4 depths.
        #expect(try ParameterSpace(counted).size == 4 * 101 + 1 + 4)
        #expect(try ParameterSpace(Self.learners).size == .infinity)
        #expect(try ParameterSpace([Parameter("x", .float(low: 2, high: 2))]).size == 1)
    }

    @Test func clipsForeignPoints() throws {
        let space = try ParameterSpace(Self.learners)
        let foreign = ParameterPoint([
            .init("window", .int(9)), .init("depth", .float(3.6)), .init("bagging", .category("perhaps")),
            .init("learner", .category("forest")), .init("rate", .float(0.1)), .init("colour", .int(1)),
        ])

        let clipped = space.clipped(foreign)

        #expect(
            clipped.entries == [
                .init("learner", .category("forest")), .init("depth", .int(4)), .init("bagging", .category("on")),
                .init("trees", .int(7)), .init("window", .float(3)),
            ])
        #expect(space.clipped(clipped) == clipped)
    }

    @Test(arguments: 0..<100 as Range<UInt64>)
    func codesKeepWholeNumbersAndCategories(seed: UInt64) throws {
        let space = try ParameterSpace([
            Parameter("a", .int(low: -7, high: 900)), Parameter("b", .logInt(low: 1, high: 4_096)),
            Parameter("c", .categorical(["x", "y", "z"])), Parameter("d", .int(low: 5, high: 5)),
        ])
        var generator = SeededGenerator(seed: seed)

        let point = space.sample(using: &generator)

        #expect(space.point(space.codes(of: point)) == point)
    }
}
