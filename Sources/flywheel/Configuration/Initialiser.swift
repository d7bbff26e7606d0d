import Domain
import Foundation

/// Writes a pipeline file for a CSV file: what can be inferred is, the rest is asked for by arguments.
struct Initialiser {
    private let stream: InferredStream
    private let unit: String?
    private let delay: TimeSpan
    var target = ""

    /// - Throws: ``SourceError`` where the file cannot be read, ``InitialiserError`` where it has too little in it.
    init(file: String, time: String?, unit: String?, delay: TimeSpan?) throws {
        stream = try InferredStream(file: file, time: time)
        if let unit, !stream.header.contains(unit) {
            throw InitialiserError(InferredStream.noColumn(unit, in: file, stream.header))
        }
        if let time = stream.timeColumn, stream[time]?.isUnordered ?? false {
            throw InitialiserError("\(file): its rows are not in the order of \(time); sort it by that column")
        }
        self.unit = unit
        self.delay = delay ?? stream.step
        guard !likelyTargets.isEmpty else {
            throw InitialiserError("\(file): no column varies, so there is nothing to predict; bring other data")
        }
    }

    /// What could be predicted, likeliest first; at least one.
    var likelyTargets: [String] { stream.likelyTargets(except: unit) }

    /// Writes `pipelines/NAME.yaml` and gives its path; an existing file is never overwritten.
    ///
    /// - Throws: ``InitialiserError`` for an unknown or unusable target, or where the file cannot be written.
    func write(into workspace: String) throws -> String {
        try checkTarget()
        let folder = "\(workspace)/pipelines"
        let path = "\(folder)/\(URL(filePath: stream.file).deletingPathExtension().lastPathComponent).yaml"
        guard !FileManager.default.fileExists(atPath: path) else {
            throw InitialiserError("\(path) exists already; move it away first")
        }
        let file = relativePath(from: workspace)
        let text = PipelineText(stream: stream, file: file, target: target, unit: unit, delay: delay).text
        do {
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            try Data(text.utf8).write(to: URL(filePath: path), options: .withoutOverwriting)
        } catch {
            throw InitialiserError("\(path) cannot be written: \(error.localizedDescription)")
        }
        return path
    }

    private func checkTarget() throws {
        let file = stream.file
        guard let sample = stream[target] else {
            throw InitialiserError(InferredStream.noColumn(target, in: file, stream.header))
        }
        let others = "choose another target: \(likelyTargets.filter { $0 != target }.joined(separator: ", "))"
        guard target != stream.timeColumn, target != unit, sample.kind != .time else {
            throw InitialiserError("\(target) is the time or the unit; \(others)")
        }
        guard !sample.isConstant else {
            throw InitialiserError("\(target) has the same value in all rows; \(others)")
        }
        guard sample.kind == .number || sample.isClass else {
            throw InitialiserError("\(target) has more than 100 different texts; \(others)")
        }
    }

    private func relativePath(from workspace: String) -> String {
        let target = URL(filePath: stream.file).standardizedFileURL.pathComponents
        let base = URL(filePath: workspace).standardizedFileURL.pathComponents.filter { $0 != "" }
        let shared = zip(target, base).prefix { $0 == $1 }.count
        let ups = Array(repeating: "..", count: base.count - shared)
        return (ups + target.dropFirst(shared)).joined(separator: "/")
    }
}
