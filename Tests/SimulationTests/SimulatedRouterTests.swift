import Domain
import Simulation
import TestSupport
import Testing

struct SimulatedRouterTests {
    @Test func keepsThePromisesOfATrafficPlane() async throws {
        let router = SimulatedRouter()
        let suite = TrafficRouterSuite(router, addresses: [.host("a", port: 1), .host("b", port: 2)]) { requests in
            router.send(requests.count, to: TrafficRouterSuite.pipeline)
        }

        #expect(try await suite.violations() == [])
    }
}
