import Domain
import TestSupport
import Testing

@testable import Engine

/// What model servers know their definition by, over the end of a process.
struct DefinitionNameTests {
    private func name(_ definition: PipelineDefinition) throws -> ContentDigest {
        ContentDigest(bytes: StandInDigest.function(try definition.canonicalBytes))
    }

    @Test func isTheDefinitionsOwnText() throws {
        let text = String(decoding: try World.definition().canonicalBytes, as: UTF8.self)

        #expect(text.hasPrefix(#"{"canary":{"alpha":0.05,"approval":"#))
    }

    @Test func isAnotherOneForAnotherDefinition() throws {
        let definition = World.definition()
        var changed = definition
        changed.canary.guards.freezeWindows = [try #require(FreezeWindow("daily 22:00 to 06:00"))]

        #expect(try name(definition) == name(World.definition()))
        #expect(try name(definition) != name(changed))
    }
}
