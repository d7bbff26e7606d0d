/// XGBoost's saved model, as far as prediction needs it; the names are the library's.
struct SavedForest: Decodable {
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
