import Foundation

@testable import flywheel

/// A workspace of a test's own with a small `data.csv`: `time,id,price,kind,y`, an event each ten minutes.
struct ScratchWorkspace {
    /// A pipeline file in which nothing is wrong.
    static let pipeline = """
        task: classification
        classes: [DOWN, UP]
        source: {file: data.csv, time: time, target: y}
        columns: {id: number, price: number, kind: category}
        labels: {delay: 1h}
        """

    let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
        let rows = (0..<48).map { row in
            let time = "2020-05-01T0\(row / 6):\(row % 6)0:00"
            return "\(time),\(row),\(Double(row) / 2),\(row % 3 == 0 ? "a" : "b"),\(row % 2 == 0 ? "UP" : "DOWN")\n"
        }
        try folder.write("time,id,price,kind,y\n" + rows.joined(), to: "data.csv")
    }

    /// Everything that is wrong with a pipeline file of this text, warnings included.
    func problems(in text: String) throws -> [String] {
        try problems(inBytes: Array(text.utf8))
    }

    func problems(inBytes bytes: [UInt8]) throws -> [String] {
        let path = try folder.write(bytes, to: "pipelines/p.yaml")
        return PipelineFile(path: path, workspace: folder.path).read().problems.map { problem in
            problem.description.replacing(folder.path, with: "WORKSPACE")
        }
    }
}
