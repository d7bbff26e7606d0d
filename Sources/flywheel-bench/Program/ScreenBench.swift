import Foundation

/// What the screen costs on the running demo at 200 × 60.
struct ScreenBench {
    private static let prerollSeconds = 8.0
    private static let liveSeconds = 20.0
    private static let stillSeconds = 5.0
    private static let keys = 100

    let program: Program

    func figures() throws -> [Figure] {
        let scratch = try ScratchFolder("screen")
        let session = try TerminalSession(
            program.executable, ["demo"], columns: 200, rows: 60, state: scratch.url)
        let firstFrame = session.watch(seconds: 5, untilFirstByte: true)
        session.watch(seconds: Self.prerollSeconds)
        let live = try measureLive(session)
        let delays = measureKeys(session)
        session.press(":speed 0\r")
        session.watch(seconds: 8)
        let before = session.bytes
        session.watch(seconds: Self.stillSeconds)
        let still = Double(session.bytes - before) / Self.stillSeconds
        session.end()
        let drawn = try drawn(scratch.url.appending(path: "flywheel/demo/flywheel.log"))
        try scratch.remove()
        return live + [
            Figure("screen, nothing changes", still, "bytes/s", peer: 0, "the aim"),
            Figure("screen, writes a frame", drawn.writes / max(drawn.frames, 1), "writes", peer: 2, "the aim"),
            Figure("key to repaint, median", delays.median * 1_000, "ms", peer: 5, "the aim, at most"),
            Figure("key to repaint, slowest hundredth", delays.slow * 1_000, "ms", peer: 16, "the aim, at most"),
            Figure("start to first frame", (firstFrame ?? .nan) * 1_000, "ms", peer: 50, "the aim, at most"),
        ]
    }

    private func measureLive(_ session: TerminalSession) throws -> [Figure] {
        let (bytes, drawing, all) = (session.bytes, try session.drawingSeconds(), session.allSeconds)
        session.watch(seconds: Self.liveSeconds)
        let share = (try session.drawingSeconds() - drawing) / Self.liveSeconds * 100
        let whole = (session.allSeconds - all) / Self.liveSeconds * 100
        let rate = Double(session.bytes - bytes) / Self.liveSeconds
        return [
            Figure("screen, processor share of drawing", share, "%", peer: 0.3, "the aim, at most"),
            Figure("whole program, processor share", whole, "%"),
            Figure("screen, live", rate, "bytes/s", peer: 2_000, "the aim, at most"),
        ]
    }

    /// Goes from pipeline to pipeline and back: each key changes the whole picture.
    private func measureKeys(_ session: TerminalSession) -> (median: Double, slow: Double) {
        var delays: [Double] = []
        for number in 0..<Self.keys {
            session.watch(seconds: 0.05)
            session.press(number % 2 == 0 ? "l" : "h")
            if let delay = session.watch(seconds: 1, untilFirstByte: true) { delays.append(delay) }
        }
        delays.sort()
        guard let slowest = delays.last else { return (.nan, .nan) }
        return (delays[delays.count / 2], delays.count > 100 ? delays[delays.count * 99 / 100] : slowest)
    }

    /// What the program itself counted, from the line it logs at its end.
    private func drawn(_ log: URL) throws -> (frames: Double, writes: Double) {
        let lines = try String(contentsOf: log, encoding: .utf8).split(separator: "\n")
        let numbers = lines.last { $0.hasPrefix("screen: ") }?.split(separator: " ").compactMap { Double($0) } ?? []
        guard numbers.count == 3 else { throw BenchError("\(log.path) does not end with what was drawn") }
        return (numbers[0], numbers[2])
    }
}
