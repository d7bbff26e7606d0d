package import Domain

/// The detector that a pipeline watches its losses with.
package struct ErrorDetector: Sendable {
    package let kind: DetectorKind
    /// Mutated in place.
    private var detector: any DriftDetector

    /// - Parameters:
    ///   - kind: Which one; all but ADWIN have their papers' settings.
    ///   - adwinDelta: ADWIN's confidence parameter.
    package init(_ kind: DetectorKind, adwinDelta: Double) {
        self.kind = kind
        detector =
            switch kind {
            case .adwin: ADWIN(delta: adwinDelta)
            // Losses come in runs: a longer window than the paper's 100 values of which 30 are the newest.
            case .kswin: KSWIN(window: 400, sample: 100)
            case .pageHinkley: PageHinkley()
            case .cusum: CUSUM()
            case .ddm: DDM()
            case .eddm: EDDM()
            case .rddm: RDDM()
            case .hddmAverage: HDDMAverage()
            case .hddmWeighted: HDDMWeighted()
            case .stepd: STEPD()
            }
    }

    package var width: Int { detector.width }
    /// Nil before the first loss.
    package var mean: Double? { detector.mean }
    package var change: MeanChange? { detector.change }

    /// Counts one loss in.
    ///
    /// - Precondition: `loss` is from 0 to 1.
    package mutating func observe(_ loss: Double) -> DriftSignal {
        do {
            return try detector.update(loss)
        } catch {
            preconditionFailure("ErrorDetector.observe needs a loss from 0 to 1: \(error)")
        }
    }
}

extension ErrorDetector: Codable {
    private enum CodingKeys: CodingKey {
        case kind
        case state
    }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        let kind = try container.decode(DetectorKind.self, forKey: .kind)
        self.init(kind, adwinDelta: 0.5)
        func decode<Detector: DriftDetector>(_ fresh: Detector) throws -> any DriftDetector {
            try container.decode(Detector.self, forKey: .state)
        }
        detector = try decode(detector)
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(kind, forKey: .kind)
        try container.encode(detector, forKey: .state)
    }
}
