import Domain
import Testing

@testable import flywheel

struct CSVReplayResumeTests {
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    /// Rows with gaps, equal times, late rows, broken times, quoted line ends, bad field counts and bytes that are not UTF-8.
    private func file(_ generator: inout SeededGenerator) throws -> String {
        var bytes = Array("time,price,kind,is_open,y\n".utf8)
        var minute = 0
        for number in 0..<120 {
            minute += generator.index(below: 40)
            let late = generator.index(below: 5) == 0 ? generator.index(below: 200) : 0
            let moment = Timestamp(rawValue: Int64(max(0, minute - late)) * 60_000)
            switch generator.index(below: 20) {
            case 0: bytes += Array("not a time,1,a,true,\(number)\n".utf8)
            case 1: bytes += Array("\(moment),\"1\",\"two\nlines, \"\"quoted\"\"\",true,\(number)\r\n".utf8)
            case 2: bytes += Array("\(moment),1,a\n".utf8)
            case 3: bytes += Array("\(moment),1,".utf8) + [0xff, 0xfe] + Array(",true,\(number)\n".utf8)
            case 4: bytes += Array("\n\(moment),,,,\n".utf8)
            default: bytes += Array("\(moment),\(generator.unitInterval()),b,0,\(number)\n".utf8)
            }
        }
        return try folder.write(bytes, to: "data.csv")
    }

    @Test(arguments: 0..<100 as Range<UInt64>)
    func givesTheSameItemsHoweverItIsReadAndResumed(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let delay = TimeSpan.minutes([0, 5, 90, 2_000][Int(seed % 4)])
        let definition = PipelineDefinition.replay(try file(&generator), delay: delay)
        var whole = try CSVReplaySource(definition, endOfData: .releasesLabels, resumingAt: nil)
        let expected = try whole.next(rows: 1_000, until: nil).items

        var pieces: [SourceItem] = []
        var source = try CSVReplaySource(definition, endOfData: .releasesLabels, resumingAt: nil)
        while true {
            let limit =
                generator.index(below: 3) == 0 ? Timestamp(rawValue: Int64(generator.index(below: 200_000_000))) : nil
            let batch = try source.next(rows: 1 + generator.index(below: 9), until: limit)
            pieces += batch.items
            if batch.reachedEnd { break }
            guard generator.index(below: 2) == 0 else { continue }
            source = try CSVReplaySource(definition, endOfData: .releasesLabels, resumingAt: batch.position)
        }

        #expect(expected.count >= 120)
        #expect(pieces.count == expected.count)
        #expect(zip(pieces, expected).first { $0 != $1 } == nil)
    }
}
