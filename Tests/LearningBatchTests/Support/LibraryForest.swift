import CXGBoost
import Domain
import Testing

/// Trees grown and asked by XGBoost itself, as the judge of ours.
struct LibraryForest {
    let values: [Float]
    let rows: Int
    private(set) var saved: [UInt8] = []
    private(set) var margins: [Float] = []

    /// Random values, a tenth missing, with random labels; `parameters` are the library's.
    init(rows: Int, columns: Int, classes: Int, rounds: Int32, seed: UInt64, parameters: [(String, String)]) throws {
        var generator = SeededGenerator(seed: seed)
        self.rows = rows
        values = (0..<rows * columns).map { _ in
            generator.unitInterval() < 0.1 ? .nan : Float(generator.unitInterval() * 20 - 10)
        }
        let labels = (0..<rows).map { _ in
            classes == 0 ? Float(generator.unitInterval() * 5_000) : Float(generator.index(below: classes))
        }
        var matrix: DMatrixHandle?
        try #require(XGDMatrixCreateFromMat(values, UInt64(rows), UInt64(columns), .nan, &matrix) == 0)
        defer { XGDMatrixFree(matrix) }
        try #require(XGDMatrixSetFloatInfo(matrix, "label", labels, UInt64(rows)) == 0)
        var booster: BoosterHandle?
        try #require(XGBoosterCreate(&matrix, 1, &booster) == 0)
        defer { XGBoosterFree(booster) }
        let fixed = [("nthread", "1"), ("seed", "\(seed)"), ("tree_method", "hist"), ("verbosity", "0")]
        for (name, value) in fixed + parameters { try #require(XGBoosterSetParam(booster, name, value) == 0) }
        for round in 0..<rounds { try #require(XGBoosterUpdateOneIter(booster, round, matrix) == 0) }
        margins = try Self.margins(booster, matrix)
        var length: bst_ulong = 0
        var bytes: UnsafePointer<CChar>?
        try #require(XGBoosterSaveModelToBuffer(booster, "{\"format\":\"json\"}", &length, &bytes) == 0)
        let text = UnsafeBufferPointer(start: try #require(bytes), count: Int(length))
        saved = text.map { UInt8(bitPattern: $0) }
    }

    private static func margins(_ booster: BoosterHandle?, _ matrix: DMatrixHandle?) throws -> [Float] {
        var count: bst_ulong = 0
        var result: UnsafePointer<Float>?
        try #require(XGBoosterPredict(booster, matrix, 1, 0, 0, &count, &result) == 0)
        return Array(UnsafeBufferPointer(start: try #require(result), count: Int(count)))
    }

    func row(_ index: Int) -> [Double] {
        let columns = values.count / rows
        return values[index * columns..<(index + 1) * columns].map(Double.init)
    }
}
