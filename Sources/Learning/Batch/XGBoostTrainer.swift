import CXGBoost
import Domain

/// Trains trees through XGBoost's C interface: one thread, histogram method, a given seed, so that it repeats.
struct XGBoostTrainer {
    let objective: TreeObjective
    let specification: TrialSpecification

    /// Trains on `rows × features` values, row-major, NaN for missing, with one label a row.
    ///
    /// - Throws: ``TrialError`` for a hyperparameter out of range, or with the library's own words.
    func train(
        _ values: [Float], rows: Int, labels: [Float], progress: (Double) -> Void
    ) throws(TrialError) -> FlatForest {
        try trainKeepingBytes(values, rows: rows, labels: labels, progress: progress).forest
    }

    /// The same, with the library's own saved model beside our form of it.
    ///
    /// - Throws: ``TrialError`` for a hyperparameter out of range, or with the library's own words.
    func trainKeepingBytes(
        _ values: [Float], rows: Int, labels: [Float], progress: (Double) -> Void
    ) throws(TrialError) -> (forest: FlatForest, saved: [UInt8]) {
        let settings = try TreeSettings(specification)
        try check(XGBSetGlobalConfig("{\"verbosity\":0}"))
        var matrix: DMatrixHandle?
        let columns = values.count / max(rows, 1)
        let created = values.withUnsafeBufferPointer { buffer in
            XGDMatrixCreateFromMat(buffer.baseAddress, UInt64(rows), UInt64(columns), .nan, &matrix)
        }
        try check(created)
        defer { XGDMatrixFree(matrix) }
        try check(
            labels.withUnsafeBufferPointer { XGDMatrixSetFloatInfo(matrix, "label", $0.baseAddress, UInt64(rows)) })
        var booster: BoosterHandle?
        try check(XGBoosterCreate(&matrix, 1, &booster))
        defer { XGBoosterFree(booster) }
        let rounds = specification.learner == .randomForest ? 1 : settings.whole("rounds")
        for (name, value) in parameters(settings) { try check(XGBoosterSetParam(booster, name, value)) }
        for round in 0..<rounds {
            try check(XGBoosterUpdateOneIter(booster, Int32(round), matrix))
            progress(Double(round + 1) / Double(rounds))
        }
        let bytes = try saved(booster)
        do {
            return (try FlatForest(savedModel: bytes, objective: objective), bytes)
        } catch {
            throw TrialError(.invalid, error.description)
        }
    }

    private func saved(_ booster: BoosterHandle?) throws(TrialError) -> [UInt8] {
        var length: bst_ulong = 0
        var bytes: UnsafePointer<CChar>?
        try check(XGBoosterSaveModelToBuffer(booster, "{\"format\":\"json\"}", &length, &bytes))
        guard let bytes else { throw TrialError(.invalid, "XGBoost saved an empty model") }
        return bytes.withMemoryRebound(to: UInt8.self, capacity: Int(length)) {
            Array(UnsafeBufferPointer(start: $0, count: Int(length)))
        }
    }

    private func parameters(_ settings: TreeSettings) -> [(String, String)] {
        let common = [
            ("tree_method", "hist"), ("nthread", "1"), ("seed", "\(specification.seed)"),
            ("max_depth", "\(settings.whole("depth"))"), ("lambda", "\(settings["lambda"])"),
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
            case .linear: []
            }
        return objective.parameters + common + own
    }

    private func check(_ status: Int32) throws(TrialError) {
        guard status != 0 else { return }
        let words = String(cString: XGBGetLastError())
        throw TrialError(.invalid, "XGBoost: " + words.components(before: "Stack trace"))
    }
}

extension String {
    /// The text before `mark`, without line ends; the whole where there is no mark.
    fileprivate func components(before mark: String) -> String {
        let end = ranges(of: mark).first?.lowerBound ?? endIndex
        return String(self[..<end].map { $0.isNewline ? " " : $0 })
    }
}
