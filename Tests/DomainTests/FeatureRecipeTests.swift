import Domain
import Foundation
import Testing

/// Feature definitions and recipes as an older program wrote them.
struct FeatureRecipeTests {
    @Test func readsADefinitionOfLagsAlone() throws {
        let text = #"{"calendar": ["hour"], "lags": [{"milliseconds": 3600000}]}"#

        let definition = try JSONDecoder().decode(FeatureDefinition.self, from: Data(text.utf8))

        #expect(definition == FeatureDefinition(calendar: [.hour], lags: [.hours(1)]))
        #expect(definition.families.isEmpty)
    }

    @Test func readsARecipeOfLagsAloneAndWritesItAlike() throws {
        let text = #"{"calendar":["hour"],"usesLags":true}"#
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys

        let recipe = try JSONDecoder().decode(FeatureRecipe.self, from: Data(text.utf8))

        #expect(recipe == FeatureRecipe(calendar: [.hour], usesLags: true))
        #expect(String(decoding: try encoder.encode(recipe), as: UTF8.self) == text)
    }

    @Test func readsBackWhatItWrote() throws {
        let definition = FeatureDefinition(
            calendar: [.month], lags: [.days(1)], rolling: [4, 9], rollingColumns: ["a"], seasonal: [.days(7)],
            entity: "shop", encodings: ["b"], crosses: [FeatureDefinition.Cross("b", "c")])
        let recipe = FeatureRecipe(calendar: [], usesLags: false, families: definition.families)

        let (encoder, decoder) = (JSONEncoder(), JSONDecoder())
        #expect(try decoder.decode(FeatureDefinition.self, from: try encoder.encode(definition)) == definition)
        #expect(try decoder.decode(FeatureRecipe.self, from: try encoder.encode(recipe)) == recipe)
        #expect(recipe.families == FeatureRecipe.Family.allCases)
        #expect(recipe.words == "rolling+columns+seasonal+entity+encodings+crosses")
    }
}
