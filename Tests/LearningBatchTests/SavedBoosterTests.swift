import Foundation
import Testing

@testable import Learning

/// The library's saved model, whole and damaged.
struct SavedBoosterTests {
    private static let saved = """
        {"learner":{"gradient_booster":{"model":{"tree_info":[0],"trees":[{"categories":[1,33],"categories_nodes":[0],\
        "categories_segments":[0],"categories_sizes":[2],"default_left":[1,0,0],"left_children":[1,-1,-1],\
        "right_children":[2,-1,-1],"split_conditions":[NaN,1.5,-2E0],"split_indices":[1,0,0],"split_type":[1,0,0]}]},\
        "name":"gbtree"},"learner_model_param":{"base_score":"5E-1","num_class":"0","num_feature":"2"},\
        "objective":{"name":"reg:squarederror"}},"version":[1,7,4]}
        """

    private func read(
        replacing part: String = "", with other: String = "", objective: TreeObjective = .squaredError
    ) throws -> FlatForest {
        let text = part.isEmpty ? Self.saved : Self.saved.replacingOccurrences(of: part, with: other)
        try #require(part.isEmpty || text != Self.saved)
        return try FlatForest(savedModel: Array(text.utf8), objective: objective)
    }

    @Test func readsASplitByCategories() throws {
        let forest = try read()

        for value in [1, 33, 33.5] { #expect(forest.scores([0, value]) == [-1.5]) }
        for value in [0, 2, 65, -1, .nan] { #expect(forest.scores([0, value]) == [2]) }
    }

    @Test func takesDARTsWeightIntoTheLeaves() throws {
        let model = try read(
            replacing: "\"name\":\"gbtree\"}", with: "\"name\":\"dart\",\"weight_drop\":[0.25]}")

        #expect(model.scores([0, 1]) == [0])
    }

    @Test(arguments: [
        (
            "[1,7,4]", "[2,1,0]",
            "XGBoost 2.1.0 saved the trained model, this program reads 1.7; train it again with 1.7"
        ),
        ("reg:squarederror", "reg:gamma", "the trained model's objective is reg:gamma, not reg:squarederror"),
        ("\"num_class\":\"0\"", "\"num_class\":\"3\"", "the trained model has 3 classes, not 1"),
        ("5E-1", "much", "base_score is much, not a number"),
        ("5E-1", "1e99", "base_score is 1e99, which has no finite raw score"),
        ("\"num_feature\":\"2\"", "\"num_feature\":\"-2\"", "num_feature is -2, not a count"),
        ("\"num_feature\":\"2\"", "\"num_feature\":\"1\"", "node 0 of a tree asks for feature 1 of 1"),
        ("\"tree_info\":[0]", "\"tree_info\":[]", "the trained model's 1 trees have 0 groups"),
        ("\"tree_info\":[0]", "\"tree_info\":[1]", "a tree adds to group 1 of 1"),
        ("\"left_children\":[1,-1,-1]", "\"left_children\":[0,-1,-1]", "node 0 of a tree points to 0 and 2"),
        ("\"left_children\":[1,-1,-1]", "\"left_children\":[9,-1,-1]", "node 0 of a tree points to 9 and 2"),
        ("\"left_children\":[1,-1,-1]", "\"left_children\":[2,-1,-1]", "two nodes of a tree point to node 2"),
        ("\"left_children\":[1,-1,-1]", "\"left_children\":[1,-1]", "a tree has 2 nodes, its columns [3, 3, 3, 3, 3]"),
        ("\"split_type\":[1,", "\"split_type\":[0,", "node 0 of a tree splits by categories that are not there"),
        ("\"categories_sizes\":[2]", "\"categories_sizes\":[3]", "a tree's categories 0 and 3 on are not there"),
        ("\"categories_sizes\":[2]", "\"categories_sizes\":[]", "a tree's 1 splits by categories lack their sets"),
        ("\"categories\":[1,33]", "\"categories\":[1,-33]", "a tree's category is outside of 0 to 16777215"),
        ("1.5,-2E0", "1.5,NaN", "node 2 of a tree has nan for a number"),
        ("\"trees\":", "\"oaks\":", "the trained model is gbtree, which has no trees"),
    ])
    func saysWhatIsWrong(part: String, other: String, message: String) throws {
        #expect(throws: ModelFormatError(message)) { try read(replacing: part, with: other) }
    }

    @Test func refusesBytesThatAreCutOff() {
        let bytes = Array(Self.saved.utf8)

        for length in 0..<bytes.count {
            #expect(throws: ModelFormatError.self) {
                try FlatForest(savedModel: Array(bytes[..<length]), objective: .squaredError)
            }
        }
    }

    /// A changed byte may leave a model; it must never be a crash or an endless walk.
    @Test(arguments: [0x2d, 0x30, 0x39, 0x5d, 0xff] as [UInt8])
    func survivesAnyChangedByte(value: UInt8) throws {
        let bytes = Array(Self.saved.utf8)

        for index in bytes.indices {
            var changed = bytes
            changed[index] = value
            do {
                let forest = try FlatForest(savedModel: changed, objective: .squaredError)
                #expect(forest.featureCount > 2 || forest.scores([0, 1]).allSatisfy(\.isFinite))
            } catch {
                #expect(!error.description.isEmpty)
            }
        }
    }
}
