import Domain
import Yams

extension PipelineFile {
    func gates(_ top: SettingReader.Section, _ task: LearningTask, _ columns: [Column], asksElsewhere: Bool)
        -> GateDefinition
    {
        let section = group("gates", top)
        var standard = GateDefinition()
        // A server's time has the way there and back in it.
        if asksElsewhere { standard.latencyMilliseconds = 100 }
        let gates = GateDefinition(
            margin: section.number("margin", standard.margin, 0...1),
            replayWindows: section.integer("replay_windows", standard.replayWindows, 1...20),
            replayRows: section.integer("replay_rows", standard.replayRows, 20...Int.max),
            replayEvery: section.integer("replay_every", standard.replayEvery, 100...Int.max),
            replayDrop: section.number("replay_drop", standard.replayDrop, 0...1),
            latencyMilliseconds: section.number("latency_ms", standard.latencyMilliseconds, 0.0001...60_000),
            limits: limits(section, task, columns))
        if gates.replayRows > gates.replayEvery / 2 {
            section.report(
                "replay_rows", found: "\(gates.replayRows)",
                remedy: "use at most half of replay_every, \(gates.replayEvery / 2)")
        }
        if let both = gates.limits.required.first(where: gates.limits.advisory.contains) {
            section.report(
                "advisory", found: "\(both.rawValue), which is in required, too", remedy: "name it in one of the two")
        }
        return gates
    }

    private func limits(
        _ section: SettingReader.Section, _ task: LearningTask, _ columns: [Column]
    ) -> GateLimits {
        var limits = GateLimits()
        limits.required = section.words("required", limits.required)
        limits.advisory = section.words("advisory", limits.advisory)
        limits.proof = section.word("proof", limits.proof)
        limits.freshRows = section.integer("fresh_rows", limits.freshRows, 2...Int.max)
        limits.goldenTolerance = section.number("golden_tolerance", limits.goldenTolerance, 0...1)
        limits.slices = slices(section, columns)
        limits.sliceRows = section.integer("slice_rows", limits.sliceRows, 20...Int.max)
        limits.sliceMargin = section.number("slice_margin", limits.sliceMargin, 0...1)
        limits.protected = protected(section, task, columns)
        limits.favourable = favourable(section, task)
        limits.biasLimit = section.number("bias_limit", limits.biasLimit, 0...1)
        limits.calibrationError = section.number("calibration_error", limits.calibrationError, 0...1)
        limits.recalibrates = section.flag("recalibrate", limits.recalibrates)
        limits.growth = section.value("latency_times", limits.growth, "a number from 1, or none") { node -> Double?? in
            node.string == "none" ? .some(nil) : node.float.flatMap { $0 >= 1 && $0.isFinite ? .some($0) : nil }
        }
        let megabytes = section.integer("model_megabytes", Int(limits.modelBytes / 1_048_576), 1...1_000_000)
        limits.modelBytes = Int64(megabytes) * 1_048_576
        limits.residentBytes = optional("memory_megabytes", section, "a whole number from 1 to 1000000") {
            $0.int.flatMap { (1...1_000_000).contains($0) ? Int64($0) * 1_048_576 : nil }
        }
        limits.labelCoverage = section.number("label_coverage", limits.labelCoverage, 0...1)
        limits.reproduceEvery = section.integer("reproduce_every", limits.reproduceEvery, 0...1_000_000)
        limits.reproduceTolerance = section.number("reproduce_tolerance", limits.reproduceTolerance, 0...1)
        return limits
    }

    private func slices(_ section: SettingReader.Section, _ columns: [Column]) -> [String] {
        let names = section.list("slices", [String](), "a list of columns") { $0.string }
        for (index, name) in names.enumerated() {
            report(unknown: name, at: "slices[\(index)]", section, columns)
        }
        return names
    }

    private func protected(
        _ section: SettingReader.Section, _ task: LearningTask, _ columns: [Column]
    ) -> String? {
        let name = section.value("protected", String?.none, "a column, or none") { node -> String?? in
            node.string == "none" ? .some(nil) : node.string.map { .some($0) }
        }
        guard let name else { return nil }
        report(unknown: name, at: "protected", section, columns)
        if case .regression = task {
            section.report(
                "protected", found: "\(name) of a regression",
                remedy: "the gate compares shares of classes; use slices for numbers")
        }
        if let column = columns.first(where: { $0.name == name }), column.kind != .category, column.kind != .boolean {
            section.report(
                "protected", found: "\(name), a \(column.kind.rawValue)",
                remedy: "use a column of type category or boolean; a number has no groups")
        }
        return name
    }

    private func favourable(_ section: SettingReader.Section, _ task: LearningTask) -> String? {
        let name = section.value("favourable", String?.none, "a class, or none for the last one") { node -> String?? in
            node.string == "none" ? .some(nil) : node.string.map { .some($0) }
        }
        guard let name, !task.classes.contains(name) else { return name }
        let nearest = NearestName.of(name, among: task.classes)
        section.report(
            "favourable", found: name,
            remedy: nearest.map { "did you mean \($0)?" }
                ?? "use one of the classes, \(task.classes.joined(separator: ", "))")
        return nil
    }

    /// Reports a column that the file does not have, with the nearest one.
    private func report(
        unknown name: String, at key: String, _ section: SettingReader.Section, _ columns: [Column]
    ) {
        let names = columns.map(\.name)
        guard !names.contains(name) else { return }
        let nearest = NearestName.of(name, among: names)
        section.reader.report(
            section.full(key), section.node(String(key.prefix { $0 != "[" })) ?? section.node,
            found: "\(name), which is no column",
            remedy: nearest.map { "did you mean \($0)?" } ?? "use one of \(names.joined(separator: ", "))")
    }
}
