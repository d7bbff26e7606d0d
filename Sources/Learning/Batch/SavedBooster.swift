import Foundation

/// XGBoost's saved model, as far as prediction needs it; the names are the library's.
struct SavedBooster: Decodable {
    struct Learner: Decodable {
        var gradient_booster: Booster
        var learner_model_param: Parameters
        var objective: Objective
    }

    struct Objective: Decodable {
        var name: String
    }

    struct Parameters: Decodable {
        var base_score: String
        var num_class: String
        var num_feature: String
    }

    /// Trees and the linear booster have a `model`, DART has it inside of `gbtree`, with a weight a tree.
    struct Booster: Decodable {
        var name: String
        var model: Content?
        var gbtree: Ensemble?
        var weight_drop: [Double]?
    }

    struct Ensemble: Decodable {
        var model: Content
    }

    /// Trees, or the weights of the linear booster.
    struct Content: Decodable {
        var trees: [Tree]?
        var tree_info: [Int]?
        var weights: [Double]?
    }

    struct Tree: Decodable {
        var left_children: [Int]
        var right_children: [Int]
        var split_indices: [Int]
        /// Nil where the library wrote NaN.
        var split_conditions: [Double?]
        var default_left: [Int]
        /// 1 for a split by categories, which has no condition.
        var split_type: [Int]
        var categories: [Int]
        var categories_nodes: [Int]
        var categories_segments: [Int]
        var categories_sizes: [Int]
    }

    var version: [Int]
    var learner: Learner
}

extension SavedBooster {
    private struct Version: Decodable {
        var version: [Int]
    }

    /// Reads the JSON that XGBoost 1.7 saves.
    ///
    /// - Throws: ``ModelFormatError`` for other bytes, another version, or a model of another objective.
    init(_ bytes: [UInt8], objective: TreeObjective) throws(ModelFormatError) {
        let data = Self.withoutNaN(bytes)
        do {
            let version = try JSONDecoder().decode(Version.self, from: data).version
            guard version.prefix(2) == [1, 7] else { throw ModelFormatError(Self.refusal(of: version)) }
            self = try JSONDecoder().decode(SavedBooster.self, from: data)
        } catch let error as ModelFormatError {
            throw error
        } catch {
            throw ModelFormatError("the trained model is not XGBoost's JSON: \(error)")
        }
        guard learner.objective.name == objective.libraryName else {
            throw ModelFormatError(
                "the trained model's objective is \(learner.objective.name), not \(objective.libraryName)")
        }
        let classes = learner.learner_model_param.num_class
        guard Int(classes) == (objective.groups > 1 ? objective.groups : 0) else {
            throw ModelFormatError("the trained model has \(classes) classes, not \(objective.groups)")
        }
    }

    /// The same with `null` for each NaN in a list, which the library writes and JSON does not know.
    ///
    /// Foundation's JSON 5 would read it, but traps on some numbers that are none, such as `1-`.
    private static func withoutNaN(_ bytes: [UInt8]) -> Data {
        let (word, before, after) = (Array("NaN".utf8), Array("[,".utf8), Array(",]".utf8))
        var result = Data(capacity: bytes.count)
        var copied = 0
        for index in bytes.indices.dropFirst().dropLast(word.count)
        where bytes[index] == word[0] && bytes[index..<index + word.count].elementsEqual(word) {
            guard before.contains(bytes[index - 1]), after.contains(bytes[index + word.count]) else { continue }
            result += bytes[copied..<index] + Array("null".utf8)
            copied = index + word.count
        }
        return result + bytes[copied...]
    }

    private static func refusal(of version: [Int]) -> String {
        let words = version.map(String.init).joined(separator: ".")
        return "XGBoost \(words) saved the trained model, this program reads 1.7; train it again with 1.7"
    }

    /// What a row's score starts with, on the scale of the sums.
    ///
    /// - Throws: ``ModelFormatError`` where it is not a finite number.
    func base(_ objective: TreeObjective) throws(ModelFormatError) -> Float {
        let words = learner.learner_model_param.base_score
        guard let score = Float(words) else { throw ModelFormatError("base_score is \(words), not a number") }
        let base = objective.margin(score)
        guard base.isFinite else { throw ModelFormatError("base_score is \(words), which has no finite raw score") }
        return base
    }

    /// How many features the model was trained on.
    ///
    /// - Throws: ``ModelFormatError`` where it is not a count.
    func featureCount() throws(ModelFormatError) -> Int {
        let words = learner.learner_model_param.num_feature
        guard let count = Int(words), (0...FlatForest.Node.highestFeature + 1).contains(count) else {
            throw ModelFormatError("num_feature is \(words), not a count")
        }
        return count
    }
}
