import Domain

extension DashboardModel {
    /// Carries out a `:` line.
    mutating func run(_ line: String) -> [DashboardEffect] {
        do {
            return run(try CommandLine(line))
        } catch {
            switch error {
            case .empty: break
            case .unknown(let name): refuse("There is no command \(name); Tab completes, ? lists the keys.")
            case .ambiguous(let name, let names): refuse("\(name) may be \(names.joined(separator: ", ")).")
            }
            return []
        }
    }

    private mutating func run(_ line: CommandLine) -> [DashboardEffect] {
        switch line.command.kind {
        case .action(.hold): return steerCanary(.on)
        case .action(let action): return perform(action)
        case .resume: return steerCanary(.off)
        case .nextStep, .cancel, .retry, .undo: return steerRollout(line)
        case .pause: return steerAutomation(.off)
        case .resumeAutomation: return steerAutomation(.on)
        case .search: return steerSearch(line)
        case .sort: sortBoard(by: line.argument)
        case .theme: return setTheme(line.argument)
        case .why: showWhy(line.argument)
        case .caption: setCaption(line.argument)
        case .saveDisplay: return saveDisplay(line.argument)
        case .quarantine: showQuarantine()
        case .release, .drop: return steerRow(line)
        case .start: return steerRecall(line)
        case .golden: return nameGolden(line.argument)
        case .retrain: return steerRetrain(line.argument)
        case .speed: return setSpeed(line.argument)
        }
        return []
    }

    private mutating func steerCanary(_ wish: Wish) -> [DashboardEffect] {
        guard let pipeline = steered() else { return [] }
        return hold(wish, pipeline)
    }

    private mutating func steerAutomation(_ wish: Wish) -> [DashboardEffect] {
        guard let pipeline = steered() else { return [] }
        return setAutomation(wish, pipeline)
    }

    private mutating func steerRollout(_ line: CommandLine) -> [DashboardEffect] {
        guard let pipeline = steered() else { return [] }
        return steerRollout(pipeline, by: line)
    }

    private mutating func steerSearch(_ line: CommandLine) -> [DashboardEffect] {
        guard let pipeline = steered() else { return [] }
        return steerSearch(pipeline, by: line)
    }

    private mutating func steerRecall(_ line: CommandLine) -> [DashboardEffect] {
        guard let pipeline = steered() else { return [] }
        return recall(pipeline, by: line)
    }

    private mutating func steerRetrain(_ reason: String) -> [DashboardEffect] {
        guard !reason.isEmpty else { return perform(.retrain) }
        guard let pipeline = steered() else { return [] }
        return retrain(pipeline.name, reason: reason)
    }

    private mutating func nameGolden(_ argument: String) -> [DashboardEffect] {
        guard let pipeline = steered() else { return [] }
        let words = argument.split(separator: " ", maxSplits: 1).map(String.init)
        guard let event = words.first.flatMap({ GoldenCase.event(of: $0, in: pipeline.name) }), words.count == 2 else {
            refuse("golden needs a prediction's number and a reason.")
            return []
        }
        inform("Naming prediction \(event) of \(pipeline.name) as a golden case")
        return [intent(pipeline.name, .addGolden(event: event, truth: nil), reason: words[1])]
    }

    private mutating func steerRow(_ line: CommandLine) -> [DashboardEffect] {
        guard let pipeline = steered() else { return [] }
        guard !line.argument.isEmpty else {
            refuse("\(line.command.name) needs a row's number; :quarantine lists them.")
            return []
        }
        guard let number = Int64(line.argument),
            let row = pipeline.quarantine.first(where: { $0.row.number == number })
        else {
            refuse("\(pipeline.name) has no quarantined row \(line.argument); :quarantine lists them.")
            return []
        }
        guard row.state == .quarantined else {
            refuse("Row \(number) is \(row.state.rawValue) already.")
            return []
        }
        let releases = line.command.kind == .release
        inform("\(releases ? "Releasing" : "Dropping") row \(number) of \(pipeline.name)")
        return [intent(pipeline.name, releases ? .releaseRow(number) : .dropRow(number))]
    }

    /// The selected pipeline where this screen may act on it now; otherwise nil and a refusal.
    private mutating func steered() -> PipelineSnapshot? {
        guard !session.isReadOnly else {
            _ = refuseReadOnly()
            return nil
        }
        guard case .live = picture else {
            refuse("The picture is frozen: f or . returns to now, then act.")
            return nil
        }
        guard let pipeline else {
            refuse("There is no pipeline yet.")
            return nil
        }
        return pipeline
    }

    private mutating func setTheme(_ name: String) -> [DashboardEffect] {
        guard !name.isEmpty else {
            refuse("theme needs a name; there are \(session.themes.joined(separator: ", ")).")
            return []
        }
        guard session.themes.contains(name) else {
            refuse("There is no theme \(name); there are \(session.themes.joined(separator: ", ")).")
            return []
        }
        inform("Theme \(name)")
        return [.setTheme(name)]
    }

    private mutating func showWhy(_ argument: String) {
        let name = argument.isEmpty ? selected : order.first { $0.rawValue.hasPrefix(argument) }
        guard let name else {
            refuse("There is no pipeline \(argument).")
            return
        }
        overlay = .why(name, scroll: 0)
    }

    private mutating func setCaption(_ argument: String) {
        switch argument {
        case "on": showsCaption = true
        case "off": showsCaption = false
        case "": showsCaption.toggle()
        default: refuse("caption takes on or off, not \(argument).")
        }
    }

    private mutating func saveDisplay(_ path: String) -> [DashboardEffect] {
        guard !path.isEmpty else {
            refuse("save-display needs a file name.")
            return []
        }
        return [.saveDisplay(path)]
    }

    private mutating func showQuarantine() {
        guard let selected else {
            refuse("There is no pipeline yet.")
            return
        }
        overlay = .quarantine(selected, scroll: 0)
    }

    private mutating func setSpeed(_ argument: String) -> [DashboardEffect] {
        let digits = argument.hasPrefix("×") || argument.hasPrefix("x") ? String(argument.dropFirst()) : argument
        guard let factor = Double(digits), ReplaySpeed.bounds.contains(factor) else {
            refuse("speed takes a number from 0 to 1000, not \(argument.isEmpty ? "nothing" : argument).")
            return []
        }
        return setSpeed(factor)
    }
}
