import CXGBoost
import Domain

/// Trains trees through XGBoost's C interface: one thread, histogram method, a given seed, so that it repeats.
struct XGBoostTrainer {
    let objective: TreeObjective
    let specification: TrialSpecification

    /// Trains on `rows × features` values, row-major, NaN for missing, with one label a row.
    ///
    /// - Throws: ``TrialError`` with the library's own words.
    func train(
        _ values: [Float], rows: Int, labels: [Float], progress: (Double) -> Void
    ) throws(TrialError) -> FlatForest {
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
        for (name, value) in parameters { try check(XGBoosterSetParam(booster, name, value)) }
        for round in 0..<rounds {
            try check(XGBoosterUpdateOneIter(booster, Int32(round), matrix))
            progress(Double(round + 1) / Double(rounds))
        }
        do {
            return try FlatForest(savedModel: saved(booster), objective: objective)
        } catch let error as ModelFormatError {
            throw TrialError(.invalid, error.description)
        } catch let error as TrialError {
            throw error
        } catch {
            throw TrialError(.invalid, "\(error)")
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

    private var rounds: Int {
        specification.learner == .randomForest ? 1 : Int(hyperparameter("rounds", 100))
    }

    private var parameters: [(String, String)] {
        var all =
            objective.parameters + [
                ("tree_method", "hist"), ("nthread", "1"), ("seed", "\(specification.seed)"),
                ("max_depth", "\(Int(hyperparameter("depth", 5)))"), ("lambda", "\(hyperparameter("lambda", 1))"),
                ("min_child_weight", "\(hyperparameter("min_child_weight", 1))"),
                ("subsample", "\(hyperparameter("subsample", 0.8))"),
            ]
        switch specification.learner {
        case .gradientBoosting:
            all += [
                ("eta", "\(hyperparameter("rate", 0.1))"), ("colsample_bytree", "\(hyperparameter("columns", 0.8))"),
            ]
        case .randomForest:
            all += [
                ("eta", "1"), ("num_parallel_tree", "\(Int(hyperparameter("trees", 60)))"),
                ("colsample_bynode", "\(hyperparameter("columns", 0.6))"),
            ]
        case .linear:
            break
        }
        return all
    }

    private func hyperparameter(_ name: String, _ otherwise: Double) -> Double {
        specification.hyperparameters.first { $0.name == name }?.value ?? otherwise
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

/// The library behind the trees.
package enum XGBoostLibrary {
    /// Such as `1.7.4`; the same version trains the same trees.
    package static var version: String {
        var (major, minor, patch): (Int32, Int32, Int32) = (0, 0, 0)
        XGBoostVersion(&major, &minor, &patch)
        return "\(major).\(minor).\(patch)"
    }
}
