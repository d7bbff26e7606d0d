import ArgumentParser
import Domain

/// What the commands that list a pipeline's records share.
struct Listing: ParsableArguments {
    /// One record of a pipeline, for machines.
    struct Line<Record: Encodable>: Encodable {
        var pipeline: String
        var record: Record
    }

    @Argument(help: "A pipeline; none for all.")
    var pipeline: String?

    @OptionGroup var options: PlaceOptions

    @Option(help: "How many of the newest records of each pipeline.")
    var limit = 20

    @Flag(help: "Print a JSON object a record.")
    var json = false

    func validate() throws {
        guard limit > 0 else { throw ValidationError("--limit is \(limit); use a number above 0") }
    }

    /// Prints what `read` finds, oldest first, from the running engine or from the file.
    func show<Record: Encodable>(
        _ header: [String], read: (any HistoryReader, PipelineName, Int) throws(StoreError) -> [Record],
        row: (Record) -> [String]
    ) async throws {
        try await Running.reporting {
            let history = try options.place().history()
            var rows: [[String]] = []
            for name in try NamedPipeline.all(pipeline, among: try history.pipelines()) {
                for record in try read(history, name, limit) {
                    if json { print(try JSONLine.text(Line(pipeline: name.rawValue, record: record))) }
                    rows.append([name.rawValue] + row(record))
                }
            }
            guard !json else { return }
            for line in TableText.lines(["PIPELINE"] + header, rows) { print(line) }
        }
    }
}
