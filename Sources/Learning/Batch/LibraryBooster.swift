import CXGBoost
import Domain

/// A model inside of XGBoost, freed with this object.
final class LibraryBooster {
    private var handle: BoosterHandle?

    /// A model to be trained on a matrix, which it remembers with the scores so far.
    ///
    /// - Throws: ``TrialError`` with the library's own words.
    init(training matrix: LibraryMatrix, parameters: [(String, String)]) throws(TrialError) {
        var matrices = [matrix.handle]
        try XGBoostLibrary.check(XGBSetGlobalConfig("{\"verbosity\":0}"))
        try XGBoostLibrary.check(XGBoosterCreate(&matrices, 1, &handle))
        for (name, value) in parameters { try XGBoostLibrary.check(XGBoosterSetParam(handle, name, value)) }
    }

    /// A model that was saved, to predict on one thread.
    ///
    /// - Throws: ``TrialError`` with the library's own words.
    init(saved: [UInt8]) throws(TrialError) {
        try XGBoostLibrary.check(XGBoosterCreate(nil, 0, &handle))
        try XGBoostLibrary.check(XGBoosterLoadModelFromBuffer(handle, saved, UInt64(saved.count)))
        try XGBoostLibrary.check(XGBoosterSetParam(handle, "nthread", "1"))
    }

    deinit {
        XGBoosterFree(handle)
    }

    /// One round by the library's own objective.
    ///
    /// - Throws: ``TrialError`` with the library's own words.
    func update(_ matrix: LibraryMatrix, round: Int) throws(TrialError) {
        try XGBoostLibrary.check(XGBoosterUpdateOneIter(handle, Int32(round), matrix.handle))
    }

    /// One round by gradients from outside, one a row.
    ///
    /// - Throws: ``TrialError`` with the library's own words.
    func boost(_ matrix: LibraryMatrix, gradients: [Float], curvatures: [Float]) throws(TrialError) {
        var (gradients, curvatures) = (gradients, curvatures)
        let count = UInt64(gradients.count)
        try XGBoostLibrary.check(XGBoosterBoostOneIter(handle, matrix.handle, &gradients, &curvatures, count))
    }

    /// What a prediction is for: DART leaves trees out while it trains.
    enum Purpose: Int32 {
        case answers = 0
        case training = 1
    }

    /// The library's raw scores, `rows × groups`.
    ///
    /// - Throws: ``TrialError`` with the library's own words.
    func margins(_ matrix: LibraryMatrix, for purpose: Purpose = .answers) throws(TrialError) -> [Float] {
        try predictions(matrix, option: 1, purpose)
    }

    /// The library's answers, such as probabilities, `rows × groups`.
    ///
    /// - Throws: ``TrialError`` with the library's own words.
    func answers(_ matrix: LibraryMatrix) throws(TrialError) -> [Float] {
        try predictions(matrix, option: 0, .answers)
    }

    private func predictions(
        _ matrix: LibraryMatrix, option: Int32, _ purpose: Purpose
    ) throws(TrialError) -> [Float] {
        var count: bst_ulong = 0
        var result: UnsafePointer<Float>?
        try XGBoostLibrary.check(
            XGBoosterPredict(handle, matrix.handle, option, 0, purpose.rawValue, &count, &result))
        return Array(UnsafeBufferPointer(start: result, count: Int(count)))
    }

    /// Raw scores of rows that are not copied into a matrix first, the library's fastest way.
    ///
    /// - Throws: ``TrialError`` with the library's own words.
    func marginsInPlace(_ values: Span<Float>, columns: Int, into scores: inout [Float]) throws(TrialError) {
        var (shape, dimensions, result): (UnsafePointer<bst_ulong>?, bst_ulong, UnsafePointer<Float>?) = (nil, 0, nil)
        let status = values.withUnsafeBufferPointer { buffer in
            let array =
                "{\"data\":[\(UInt(bitPattern: buffer.baseAddress)),true],\"shape\":[\(values.count / columns),\(columns)],"
                + "\"typestr\":\"<f4\",\"version\":3}"
            let settings =
                "{\"type\":1,\"iteration_begin\":0,\"iteration_end\":0,\"strict_shape\":false,\"missing\":NaN,"
                + "\"cache_id\":0}"
            return XGBoosterPredictFromDense(handle, array, settings, nil, &shape, &dimensions, &result)
        }
        try XGBoostLibrary.check(status)
        guard let result else { throw TrialError(.invalid, "XGBoost predicted nothing") }
        for index in scores.indices { scores[index] = result[index] }
    }

    /// The model as JSON.
    ///
    /// - Throws: ``TrialError`` with the library's own words.
    func saved() throws(TrialError) -> [UInt8] {
        var length: bst_ulong = 0
        var bytes: UnsafePointer<CChar>?
        try XGBoostLibrary.check(XGBoosterSaveModelToBuffer(handle, "{\"format\":\"json\"}", &length, &bytes))
        guard let bytes else { throw TrialError(.invalid, "XGBoost saved an empty model") }
        return bytes.withMemoryRebound(to: UInt8.self, capacity: Int(length)) {
            Array(UnsafeBufferPointer(start: $0, count: Int(length)))
        }
    }
}
