import Foundation

/// Trees read from XGBoost's saved model, laid out flat for prediction without the library.
///
/// A node is 16 bytes; a leaf has feature −1 and its value in `threshold`. Comparison and sums are in single precision,
/// like the library's own, so that both give the same answer.
struct FlatForest: Hashable, Codable, Sendable {
    private struct Node: Hashable, Codable, Sendable {
        var threshold: Float
        var left: Int32
        var right: Int32
        /// The feature's index, −1 for a leaf; a missing value goes left where the high bit of `defaultLeft` says so.
        var feature: Int16
        var defaultLeft: Bool
    }

    private var nodes: [Node] = []
    private var roots: [Int32] = []
    private var groupOfTree: [Int32] = []
    private let groups: Int
    private let base: Float

    /// Reads the JSON that XGBoost saves.
    ///
    /// - Throws: ``ModelFormatError`` where it is not such a model.
    init(savedModel: [UInt8], objective: TreeObjective) throws(ModelFormatError) {
        let saved: SavedModel
        do {
            saved = try JSONDecoder().decode(SavedModel.self, from: Data(savedModel))
        } catch {
            throw ModelFormatError("the trained model is not XGBoost's JSON: \(error)")
        }
        groups = objective.groups
        let score = Float(saved.learner.learner_model_param.base_score) ?? 0.5
        base = objective == .binary ? -Float(Elementary.log(1 / Double(score) - 1)) : score
        let model = saved.learner.gradient_booster.model
        for (tree, group) in zip(model.trees, model.tree_info) {
            append(tree)
            groupOfTree.append(Int32(group))
        }
    }

    private mutating func append(_ tree: SavedModel.Tree) {
        let root = Int32(nodes.count)
        roots.append(root)
        for index in tree.left_children.indices {
            let isLeaf = tree.left_children[index] == -1
            nodes.append(
                Node(
                    threshold: Float(tree.split_conditions[index]),
                    left: isLeaf ? 0 : root + Int32(tree.left_children[index]),
                    right: isLeaf ? 0 : root + Int32(tree.right_children[index]),
                    feature: isLeaf ? -1 : Int16(tree.split_indices[index]),
                    defaultLeft: tree.default_left[index] != 0))
        }
    }

    /// One raw score a group, in the library's own order of sums.
    ///
    /// - Complexity: O(trees × depth)
    func scores(_ features: [Double]) -> [Double] {
        var sums = Array(repeating: base, count: groups)
        nodes.withUnsafeBufferPointer { nodes in
            for (tree, root) in roots.enumerated() {
                var node = nodes[Int(root)]
                while node.feature >= 0 {
                    let value = Float(features[Int(node.feature)])
                    let goesLeft = value.isNaN ? node.defaultLeft : value < node.threshold
                    node = nodes[Int(goesLeft ? node.left : node.right)]
                }
                sums[Int(groupOfTree[tree])] += node.threshold
            }
        }
        return sums.map(Double.init)
    }

    var treeCount: Int { roots.count }
}

/// XGBoost's saved model, as far as prediction needs it; the names are the library's.
private struct SavedModel: Decodable {
    struct Learner: Decodable {
        var gradient_booster: Booster
        var learner_model_param: Parameters
    }

    struct Parameters: Decodable {
        var base_score: String
    }

    struct Booster: Decodable {
        var model: Trees
    }

    struct Trees: Decodable {
        var trees: [Tree]
        var tree_info: [Int]
    }

    struct Tree: Decodable {
        var left_children: [Int]
        var right_children: [Int]
        var split_indices: [Int]
        var split_conditions: [Double]
        var default_left: [Int]
    }

    var learner: Learner
}

/// A model's bytes that cannot be read: what is wrong with them.
package struct ModelFormatError: Error, Hashable, Sendable, CustomStringConvertible {
    package var description: String

    package init(_ description: String) {
        self.description = description
    }
}
