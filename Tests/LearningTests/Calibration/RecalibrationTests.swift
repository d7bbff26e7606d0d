import Domain
import Testing

@testable import Learning

struct RecalibrationTests {
    private static let shares: [[Double]] = [[0.2, 0.8], [0.5, 0.5], [0.97, 0.03]]

    @Test func leavesSharesAsTheyAreWhereItIsTheIdentity() {
        let identities: [Recalibration] = [
            .temperature(1), .sigmoids([Recalibration.Sigmoid(slope: -1, intercept: 0)]),
            .curves([Recalibration.Curve(knots: [0, 1], values: [0, 1])]),
        ]

        for identity in identities {
            for shares in Self.shares {
                let refitted = identity.applied(to: shares)
                #expect(zip(refitted, shares).allSatisfy { ($0 - $1).magnitude < 1e-9 })
            }
        }
    }

    @Test func keepsTheSumOfManyClasses() {
        let line = Recalibration.Sigmoid(slope: -0.5, intercept: 0.3)
        let curve = Recalibration.Curve(knots: [0.2, 0.6], values: [0.1, 0.7])

        for refit in [Recalibration.sigmoids([line, line, line]), .curves([curve, curve, curve])] {
            let refitted = refit.applied(to: [0.1, 0.3, 0.6])
            #expect((refitted.reduce(0, +) - 1).magnitude < 1e-12)
            #expect(refitted[2] > refitted[1])
        }
    }

    @Test func leavesWhatNothingWouldBeLeftOf() {
        let nothing = Recalibration.Curve(knots: [0], values: [0])

        #expect(Recalibration.curves([nothing, nothing, nothing]).applied(to: [0.1, 0.3, 0.6]) == [0.1, 0.3, 0.6])
    }

    @Test func fitsOneOfEachKindAndNeverCertainty() throws {
        let labels = (0..<200).map { $0 % 4 == 0 ? 0 : 1 }
        let shares = (0..<200).map { row in row % 4 == 0 ? [0.9, 0.1] : [0.3, 0.7] }

        let fits = Recalibration.fits(shares: shares, labels: labels, classes: 2)

        #expect(fits.count == 3)
        #expect(fits.map(\.mayChangeClasses) == [false, true, true])
        guard case .curves(let curves) = try #require(fits.last) else {
            Issue.record("the last is no curve")
            return
        }
        #expect(curves.count == 1)
        #expect(curves[0].values.allSatisfy { $0 > 0 && $0 < 1 })
    }
}
