import CXGBoost

/// A table inside of XGBoost, freed with this object.
final class LibraryMatrix {
    private(set) var handle: DMatrixHandle?

    /// Copies rows without labels, to predict.
    ///
    /// - Throws: ``TrialError`` with the library's own words.
    init(_ values: [Float], rows: Int) throws(TrialError) {
        let columns = values.count / max(rows, 1)
        let status = values.withUnsafeBufferPointer { buffer in
            XGDMatrixCreateFromMat(buffer.baseAddress, UInt64(rows), UInt64(columns), .nan, &handle)
        }
        try XGBoostLibrary.check(status)
    }

    /// Copies rows with all that training needs.
    ///
    /// - Throws: ``TrialError`` with the library's own words.
    convenience init(_ table: TrainingTable) throws(TrialError) {
        try self.init(table.values, rows: table.rows)
        try set("label", table.labels)
        if !table.weights.isEmpty { try set("weight", table.weights) }
        if !table.margins.isEmpty { try set("base_margin", table.margins) }
        if !table.groupSizes.isEmpty {
            let sizes = table.groupSizes.map(UInt32.init)
            try XGBoostLibrary.check(XGDMatrixSetUIntInfo(handle, "group", sizes, UInt64(sizes.count)))
        }
        if !table.categoricalColumns.isEmpty { try setTypes(of: table) }
    }

    deinit {
        XGDMatrixFree(handle)
    }

    private func set(_ name: String, _ numbers: [Float]) throws(TrialError) {
        let status = numbers.withUnsafeBufferPointer {
            XGDMatrixSetFloatInfo(handle, name, $0.baseAddress, UInt64($0.count))
        }
        try XGBoostLibrary.check(status)
    }

    /// Names each column's type, `c` for categories and `float` for numbers.
    private func setTypes(of table: TrainingTable) throws(TrialError) {
        let types = (0..<table.columns).map { table.categoricalColumns.contains($0) ? "c" : "float" }
        let bytes = types.flatMap { Array($0.utf8CString) }
        let status = bytes.withUnsafeBufferPointer { bytes in
            var pointers: [UnsafePointer<CChar>?] = []
            var start = 0
            for type in types {
                pointers.append(bytes.baseAddress.map { $0 + start })
                start += type.utf8CString.count
            }
            return XGDMatrixSetStrFeatureInfo(handle, "feature_type", &pointers, UInt64(types.count))
        }
        try XGBoostLibrary.check(status)
    }
}
