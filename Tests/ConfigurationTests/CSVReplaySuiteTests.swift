import Domain
import TestSupport
import Testing

@testable import flywheel

struct CSVReplaySuiteTests {
    @Test(arguments: [CSVReplaySource.EndOfData.releasesLabels, .holdsLabels])
    func keepsWhatEverySourceKeeps(endOfData: CSVReplaySource.EndOfData) throws {
        let folder = try TemporaryFolder()
        let rows = (0..<60).map { "2020-05-01T\($0 / 4 < 10 ? "0" : "")\($0 / 4):\($0 % 4)0:00,\($0),a,true,\($0)\n" }
        let file = try folder.write("time,price,kind,is_open,y\n" + rows.joined(), to: "data.csv")
        let definition = PipelineDefinition.replay(file)

        let violations = try EventSourceSuite.violations { position in
            try CSVReplaySource(definition, endOfData: endOfData, resumingAt: position)
        }

        #expect(violations == [])
    }
}
