import Domain
import Glibc
import Testing

@testable import Learning

/// Our own functions against the system's, which are right to an ulp.
struct ElementaryTests {
    @Test(arguments: 0..<20 as Range<UInt64>)
    func agreesWithTheSystemToTwoUnitsInTheLastPlace(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)

        for _ in 0..<2_000 {
            let x = generator.unitInterval() * 1_400 - 700
            let power = Glibc.exp(x)
            #expect((Elementary.exp(x) - power).magnitude <= 2 * power.ulp, "exp(\(x))")
            let y = Glibc.exp(generator.unitInterval() * 80 - 40)
            let logarithm = Glibc.log(y)
            #expect((Elementary.log(y) - logarithm).magnitude <= 2 * max(logarithm.ulp, 1e-17), "log(\(y))")
        }
    }

    @Test func takesLogarithmsOfEverySize() {
        for exponent in -1_074...1_023 {
            let power = Double(sign: .plus, exponent: exponent, significand: 1)
            for x in [power, power * 1.25, power * 1.75] {
                let logarithm = Glibc.log(x)
                #expect((Elementary.log(x) - logarithm).magnitude <= 2 * logarithm.ulp, "log(\(x))")
            }
        }
    }

    @Test func holdsAtTheEdges() {
        #expect(Elementary.exp(0) == 1)
        #expect(Elementary.exp(-.infinity) == 0)
        #expect(Elementary.exp(.infinity) == .infinity)
        #expect(Elementary.exp(.nan).isNaN)
        #expect(Elementary.log(0) == -.infinity)
        #expect(Elementary.log(-1).isNaN)
        #expect(Elementary.log(1) == 0)
        #expect(Elementary.sigmoid(-1_000) == 0)
        #expect(Elementary.sigmoid(1_000) == 1)
    }
}
