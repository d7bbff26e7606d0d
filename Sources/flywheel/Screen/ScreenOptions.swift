import ArgumentParser
import Terminal

/// What `watch` and `demo` share.
struct ScreenOptions: ParsableArguments {
    @Option(help: "A theme's name or a theme file's path, instead of what flywheel.yaml names.")
    var theme: String?

    @Flag(help: "Refuse every action.")
    var readOnly = false

    @Option(help: "Print one frame as text, such as 120x40, and end.")
    var snapshot: String?

    @Flag(help: "Draw with ASCII characters only.")
    var ascii = false

    /// Refuses a theme that cannot be read as wrong usage, before anything starts.
    func validate() throws {
        guard let theme else { return }
        do {
            _ = try ThemeLibrary().theme(theme)
        } catch {
            throw ValidationError("--theme: \(error)")
        }
    }

    /// The frame's size; nil where the real terminal is wanted.
    ///
    /// - Throws: A usage error for anything but COLUMNSxROWS.
    func snapshotSize() throws -> Size? {
        guard let snapshot else { return nil }
        let parts = snapshot.split(separator: "x").compactMap { Int($0) }
        guard parts.count == 2, (10...500).contains(parts[0]), (5...200).contains(parts[1]) else {
            throw ValidationError("--snapshot is \(snapshot); use COLUMNSxROWS such as 120x40")
        }
        return Size(columns: parts[0], rows: parts[1])
    }
}
