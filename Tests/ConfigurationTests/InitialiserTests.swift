import Domain
import Foundation
import Testing

@testable import flywheel

struct InitialiserTests {
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    private func write(_ file: String, target: String, delay: TimeSpan? = nil) throws -> (text: String, Workspace) {
        var initialiser = try Initialiser(file: file, time: nil, unit: nil, delay: delay)
        initialiser.target = target
        let path = try initialiser.write(into: folder.path)
        let text = try String(contentsOfFile: path, encoding: .utf8)
        return (text, try Workspace.read(folder.path))
    }

    /// Why it refuses, without the folder's name.
    private func refusal(
        _ text: String, target: String = "y", time: String? = nil, unit: String? = nil
    ) throws -> String {
        let file = try folder.write(text, to: "data.csv")
        let error = #expect(throws: (any Error).self) {
            var initialiser = try Initialiser(file: file, time: time, unit: unit, delay: nil)
            initialiser.target = target
            _ = try initialiser.write(into: folder.path)
        }
        return String(describing: error as Any? ?? "nothing").replacing(folder.path + "/", with: "")
    }

    private static func table(_ header: String, rows: Int = 60, _ row: (Int) -> String) -> String {
        "\(header)\n" + (0..<rows).map { "\(row($0))\n" }.joined()
    }

    @Test(arguments: [
        ("electricity", "price_move", nil), ("traffic", "traffic_volume", nil), ("loans", "repaid", TimeSpan.days(30)),
    ])
    func writesAFileOfAtMostFortyLinesThatIsAccepted(name: String, target: String, delay: TimeSpan?) throws {
        let (text, workspace) = try write("\(DemoData.folder)/\(name).csv", target: target, delay: delay)

        let definition = try #require(workspace.definitions.first)
        #expect(text.split(separator: "\n").count <= 40)
        #expect(workspace.warnings == [])
        #expect(definition.name.rawValue == name)
        #expect(definition.canary.approval == .promotion)
        #expect(definition.triggers.allSatisfy { $0.isLive })
        #expect(definition.triggers.map(\.kind.name) == ["decay", "periodic"])
    }

    @Test func infersTheElectricityMarket() throws {
        let (_, workspace) = try write("\(DemoData.folder)/electricity.csv", target: "price_move")

        let definition = try #require(workspace.definitions.first)
        #expect(definition.task == .classification(classes: ["DOWN", "UP"]))
        #expect(definition.source.timeColumn == "time")
        #expect(definition.labels.delay == .minutes(30))
        #expect(definition.features.lags == [.minutes(30), .minutes(60), .minutes(90), .days(1)])
        #expect(definition.columns.allSatisfy { $0.kind == .number })
    }

    @Test func keepsWildValuesOutOfTheInferredRanges() throws {
        let (_, workspace) = try write("\(DemoData.folder)/traffic.csv", target: "traffic_volume")

        let columns = try #require(workspace.definitions.first).columns
        let rain = try #require(columns.first { $0.name == "rain_1h" }?.range)
        let temperature = try #require(columns.first { $0.name == "temp" }?.range)
        #expect(rain.contains(55.63) && !rain.contains(9831.3))
        #expect(temperature.contains(243) && temperature.contains(310) && !temperature.contains(0))
        #expect(columns.first { $0.name == "weather_main" }?.kind == .category)
    }

    @Test func infersKeyAndLateLabelsOfTheLoans() throws {
        let (_, workspace) = try write("\(DemoData.folder)/loans.csv", target: "repaid", delay: .days(30))

        let definition = try #require(workspace.definitions.first)
        #expect(definition.task == .classification(classes: ["0", "1"]))
        #expect(definition.validation.keyColumns == ["id"])
        #expect(definition.columns.first { $0.name == "id" }?.isFeature == false)
        #expect(definition.columns.first { $0.name == "repaid_loan_on_prev_car" }?.kind == .boolean)
        #expect(definition.columns.first { $0.name == "size_of_downpayment" }?.allowed?.count == 5)
        #expect(definition.features.lags == [])
    }

    @Test func takesTheRowOrderAsTimeWhereThereIsNone() throws {
        let file = try folder.write(Self.table("x,y") { "\($0 % 7),\(Double($0) * 1.5)" }, to: "plain data.csv")

        let (text, workspace) = try write(file, target: "y")

        let definition = try #require(workspace.definitions.first)
        #expect(definition.source.timeColumn == nil)
        #expect(definition.task == .regression)
        #expect(
            definition.features
                == FeatureDefinition(lags: [.seconds(1), .seconds(2), .seconds(3)], rolling: [12, 48]))
        #expect(
            text.contains(
                "source: {file: \"plain data.csv\", speed: max, target: \"y\"}   # no time column: a second a row"))
    }

    @Test func keepsToFortyLinesHoweverManyColumnsThereAre() throws {
        let header = (0..<300).map { "column \($0): #1, \"odd\"".replacing("\"", with: "\"\"") }.map { "\"\($0)\"" }
        let table = Self.table(header.joined(separator: ",") + ",y") { row in
            (0..<300).map { "\((row * 7 + $0) % 50)" }.joined(separator: ",") + ",\(["no", "yes", "10\""][row % 3])"
        }

        let (text, workspace) = try write(try folder.write(table, to: "wide.csv"), target: "y")

        #expect(text.split(separator: "\n").count <= 40)
        #expect(workspace.definitions.first?.columns.count == 300)
        #expect(workspace.definitions.first?.task.classes == ["10\"", "no", "yes"])
    }

    @Test func namesTheFileFromTheWorkspace() throws {
        let file = try folder.write(Self.table("x,y") { "\($0),\($0 % 2)" }, to: "in/data.csv")
        let workspace = "\(folder.path)/work/space"

        var initialiser = try Initialiser(file: file, time: nil, unit: nil, delay: nil)
        initialiser.target = "y"
        let path = try initialiser.write(into: workspace)

        #expect(path == "\(workspace)/pipelines/data.yaml")
        #expect(try Workspace.read(workspace).definitions.first?.source.file == "\(workspace)/../../in/data.csv")
    }

    @Test func listsLikelyTargetsLastColumnsFirst() throws {
        let file = try folder.write(
            Self.table("id,same,color,size,grade") { "\($0),1,\(["red", "blue"][$0 % 2]),\(Double($0) / 3),\($0 % 4)" },
            to: "data.csv")

        let initialiser = try Initialiser(file: file, time: nil, unit: nil, delay: nil)

        #expect(initialiser.likelyTargets == ["grade", "color", "size"])
    }

    @Test func listsANumberFirstWhereItIsTheLastColumn() throws {
        let initialiser = try Initialiser(file: "\(DemoData.folder)/traffic.csv", time: nil, unit: nil, delay: nil)

        #expect(initialiser.likelyTargets.first == "traffic_volume")
    }

    @Test func neverOverwrites() throws {
        let file = try folder.write(Self.table("x,y") { "\($0),\($0 % 2)" }, to: "data.csv")
        try folder.write("mine", to: "pipelines/data.yaml")

        let error = #expect(throws: InitialiserError.self) { try write(file, target: "y") }

        #expect(error?.description == "\(folder.path)/pipelines/data.yaml exists already; move it away first")
        #expect(try String(contentsOfFile: "\(folder.path)/pipelines/data.yaml", encoding: .utf8) == "mine")
    }

    @Test func refusesWhatItCannotInferFrom() throws {
        let good = Self.table("time,x,y") { "2020-01-\(10 + $0 % 20),\($0),\($0 % 2)" }

        #expect(try refusal("") == "data.csv: empty; a header line is needed")
        #expect(try refusal("x,y\n") == "data.csv: 0 readable rows; at least 20 are needed to infer a pipeline")
        #expect(try refusal("x,y\n1,2\n") == "data.csv: 1 readable row; at least 20 are needed to infer a pipeline")
        #expect(try refusal(good, target: "z") == "data.csv has no column z; did you mean x?")
        #expect(try refusal(good, time: "tame") == "data.csv has no column tame; did you mean time?")
        #expect(
            try refusal(good, time: "x")
                == "data.csv: column x does not read as dates and times such as 2020-05-01T12:30")
        #expect(try refusal(good, unit: "customer") == "data.csv has no column customer; its columns are time, x, y")
        #expect(try refusal(good, target: "time") == "time is the time or the unit; choose another target: y")
        #expect(
            try refusal(Self.table("x,y") { "\($0),1" })
                == "data.csv: no column varies, so there is nothing to predict; bring other data")
        #expect(
            try refusal(Self.table("a,y") { "\($0 % 3),1" })
                == "y has the same value in all rows; choose another target: a")
        #expect(
            try refusal(Self.table("a,y", rows: 200) { "\($0 % 3),name\($0)" })
                == "y has more than 100 different texts; choose another target: a")
        #expect(
            try refusal(
                Self.table("time,y", rows: 3_000) { "\(Timestamp(rawValue: Int64(3_000 - $0) * 60_000)),\($0 % 2)" })
                == "data.csv: its rows are not in the order of time; sort it by that column")
    }

    @Test func refusesAFileThatIsNotUTF8() throws {
        let file = try folder.write(Array("x,caf".utf8) + [0xe9, 0x0a], to: "data.csv")

        let error = #expect(throws: SourceError.self) { try Initialiser(file: file, time: nil, unit: nil, delay: nil) }

        #expect(error?.description == "\(file):1: not UTF-8; save the file as UTF-8")
    }

    @Test(arguments: [
        "plain", "two words", "yes", "1", "a\"b\\c", "tab\tline\n", "\u{1}", "", "€", "#x", "- y", "a: b", "&z", "0x1",
    ])
    func quotesWhatYAMLWouldReadDifferently(text: String) throws {
        let file = try folder.write(
            Self.table("x,y") { "\($0),\($0 % 2 == 0 ? "other" : "\"\(text.replacing("\"", with: "\"\""))\"")" },
            to: "data.csv")
        guard !text.isEmpty else { return }

        let (_, workspace) = try write(file, target: "y")

        #expect(workspace.definitions.first?.task.classes.sorted() == [text, "other"].sorted())
    }
}
