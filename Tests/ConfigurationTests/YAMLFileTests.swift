import Testing

@testable import flywheel

/// Files that are no configuration at all.
struct YAMLFileTests {
    private static let bomb = (1...30).map {
        "a\($0): &a\($0) [\(Array(repeating: $0 == 1 ? "x" : "*a\($0 - 1)", count: 9).joined(separator: ", "))]"
    }

    static let cases: [(String, String)] = [
        ("", "pipelines/p.yaml: empty; write one with `flywheel init data.csv`"),
        ("# only a comment\n", "pipelines/p.yaml: empty; write one with `flywheel init data.csv`"),
        ("~\n", "pipelines/p.yaml: empty; write one with `flywheel init data.csv`"),
        (
            "task: regression\nlabels:\n\tdelay: 1h\n",
            "pipelines/p.yaml:3: not YAML: found character that cannot start any token; indent with blanks, not tabs; quote "
                + "a text that begins so"
        ),
        ("task: regression\ntask: classification\n", "pipelines/p.yaml:1: task is given twice; keep one"),
        (
            "task: regression\nlabels: {delay: 1h\n",
            "pipelines/p.yaml:3: not YAML: did not find expected ',' or '}'; mend that line"
        ),
        ("task: \"regression\n", "pipelines/p.yaml:2: not YAML: found unexpected end of stream; mend that line"),
        (
            "task: \u{1}\n",
            "pipelines/p.yaml: not YAML: control characters are not allowed; take the control characters out"
        ),
        (
            "task: &task regression\n",
            "pipelines/p.yaml:1: an anchor (&name); write the value out where it is needed, or quote a text that begins so"
        ),
        (
            bomb.joined(separator: "\n"),
            "pipelines/p.yaml:1: an anchor (&name); write the value out where it is needed, or quote a text that begins so"
        ),
        (
            "task: \(String(repeating: "[", count: 100_000))",
            "pipelines/p.yaml:1: nested too deep; no key lies deeper than four levels"
        ),
        (
            "task:\n" + String(repeating: "- ", count: 5_000),
            "pipelines/p.yaml:2: nested too deep; no key lies deeper than four levels"
        ),
        (
            "task: \(String(repeating: "x", count: 1_048_576))",
            "pipelines/p.yaml: 1048582 bytes long; a configuration needs less than 1 MB"
        ),
        (
            "just a sentence",
            "pipelines/p.yaml:1: \"just a sentence\"; use a map with task, classes, protected, source, columns, labels, "
                + "validation, features, initial, live, search, gates, canary, champion, monitors, triggers, drills, "
                + "candidate"
        ),
    ]

    private let workspace: ScratchWorkspace

    init() throws {
        workspace = try ScratchWorkspace()
    }

    @Test(arguments: cases)
    func saysWhyItIsNoConfiguration(text: String, problem: String) throws {
        let found = try workspace.problems(in: text)

        #expect(found.first == problem)
    }

    @Test func namesTheLineThatIsNotUTF8() throws {
        let bytes = Array("task: regression\n# caf".utf8) + [0xe9, 0x0a]

        let found = try workspace.problems(inBytes: bytes)

        #expect(found == ["pipelines/p.yaml:2: not UTF-8; save it as UTF-8"])
    }

    @Test func readsWindowsLineEndsAndAByteOrderMark() throws {
        let text = "\u{FEFF}" + ScratchWorkspace.pipeline.replacing("\n", with: "\r\n") + "\r\n"

        let found = try workspace.problems(in: text)

        #expect(found == [])
    }
}
