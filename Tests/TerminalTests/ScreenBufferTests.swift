import Testing

@testable import Terminal

/// Writing text into cells.
struct ScreenBufferTests {
    @Test func clipsAtTheEdgeAndGivesTheColumnAfter() {
        var buffer = ScreenBuffer(size: Size(columns: 5, rows: 1))

        let end = buffer.put("electricity", x: 1, y: 0, style: .plain)

        #expect(end == 5)
        #expect(buffer.text() == " elec")
    }

    @Test func keepsWideCharactersWhole() {
        var buffer = ScreenBuffer(size: Size(columns: 4, rows: 1))

        buffer.put("日本語", x: 1, y: 0, style: .plain)

        #expect(buffer.text() == " 日")
        #expect(buffer[x: 2, y: 0].width == 0)
        #expect(buffer[x: 3, y: 0].text == " ")
    }

    @Test func leavesControlCharactersOut() {
        var buffer = ScreenBuffer(size: Size(columns: 8, rows: 1))

        buffer.put("a\u{1b}[31m\tb", x: 0, y: 0, style: .plain)

        #expect(buffer.text() == "a[31mb")
    }

    @Test func losesWhatLiesOutside() {
        var buffer = ScreenBuffer(size: Size(columns: 3, rows: 2))

        buffer.put("abc", x: -1, y: 0, style: .plain)
        buffer.put("abc", x: 0, y: 7, style: .plain)
        buffer.fill(Rect(x: -4, y: 1, width: 99, height: 99), style: Style(.warn))

        #expect(buffer.text() == "bc\n")
    }
}
