extension RunRecord {
    /// What the run has there; nil for nothing, and for its version, which the run does not know.
    package func value(of field: RunField) -> RunValue? {
        field.isNumber ? number(of: field).map { .number($0) } : word(of: field).map { .word($0) }
    }

    private func number(of field: RunField) -> Double? {
        let number: Double? =
            switch field {
            case .number: Double(self.number)
            case .search: Double(search)
            case .parent: tracking?.parent.map { Double($0) }
            case .score: score?.value
            case .margin: score?.margin
            case .rows: Double(trainedRows)
            case .window: Double(specification.window)
            case .cpu: cost?.cpuSeconds
            case .wall: cost?.wallSeconds
            case .queue: tracking?.queueSeconds
            case .memory: cost.map { Double($0.peakBytes) / 1_048_576 }
            case .bytes: bytes.map { Double($0) }
            case .kind, .state, .failure, .learner, .updates, .start, .origin, .sampler, .host, .recipe, .dataset,
                .model,
                .version:
                nil
            }
        return number.flatMap { $0.isFinite ? $0 : nil }
    }

    private func word(of field: RunField) -> String? {
        switch field {
        case .kind: kind.rawValue
        case .state: state.rawValue
        case .failure: failure?.rawValue
        case .learner: specification.learner.rawValue
        case .updates: specification.updates.rawValue
        case .start: (specification.start ?? .scratch).rawValue
        case .origin: tracking?.origin.rawValue
        case .sampler: tracking?.sampler
        case .host: cost?.host
        case .recipe: summary
        case .dataset: dataset?.hexadecimal
        case .model: model?.hexadecimal
        case .number, .search, .parent, .score, .margin, .rows, .window, .cpu, .wall, .queue, .memory, .bytes, .version:
            nil
        }
    }
}
