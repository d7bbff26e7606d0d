import Domain

/// Settings in the library's words.
extension XGBoostTrainer {
    /// All that the library is told; what it does not use for a booster is left out, as it would warn of it.
    func parameters(_ settings: TreeSettings) -> [(String, String)] {
        let booster = booster ?? settings.booster
        let common = [("nthread", "1"), ("seed", "\(specification.seed)"), ("lambda", "\(settings["lambda"])")]
        guard booster != .linear else {
            return objective.parameters + common + [
                ("booster", "gblinear"), ("updater", "coord_descent"), ("eta", "\(settings["rate"])"),
            ]
        }
        return objective.parameters + common + trees(settings) + dart(booster)
    }

    private func trees(_ settings: TreeSettings) -> [(String, String)] {
        let common = [
            ("tree_method", "hist"), ("max_depth", "\(settings.whole("depth"))"),
            ("min_child_weight", "\(settings["min_child_weight"])"), ("subsample", "\(settings["subsample"])"),
        ]
        let own: [(String, String)] =
            switch specification.learner {
            case .gradientBoosting:
                [("eta", "\(settings["rate"])"), ("colsample_bytree", "\(settings["columns"])")]
            case .randomForest:
                [
                    ("eta", "1"), ("num_parallel_tree", "\(settings.whole("trees"))"),
                    ("colsample_bynode", "\(settings["columns"])"),
                ]
            default: []
            }
        return common + own
    }

    private func dart(_ booster: Booster) -> [(String, String)] {
        guard case .dart(let drop) = booster else { return [] }
        return [("booster", "dart"), ("rate_drop", "\(drop)")]
    }
}
