/// A drift detector for the stream of losses.
package enum DetectorKind: String, Hashable, Codable, Sendable, CaseIterable {
    case adwin
    case kswin
    case pageHinkley = "page-hinkley"
    case cusum
    case ddm
    case eddm
    case rddm
    case hddmAverage = "hddm-a"
    case hddmWeighted = "hddm-w"
    case stepd

    /// It raises where the loss falls, too, and so knows by itself when a bad time is over.
    package var findsFalls: Bool {
        switch self {
        case .adwin, .kswin, .pageHinkley, .stepd: true
        case .cusum, .ddm, .eddm, .rddm, .hddmAverage, .hddmWeighted: false
        }
    }

    /// It counts errors, 0 or 1, and so says little of a regression, whose loss is any share.
    package var countsErrors: Bool {
        switch self {
        case .ddm, .eddm, .rddm, .stepd: true
        case .adwin, .kswin, .pageHinkley, .cusum, .hddmAverage, .hddmWeighted: false
        }
    }

    /// As the field writes it.
    package var name: String {
        switch self {
        case .pageHinkley: "Page–Hinkley"
        case .adwin, .kswin, .cusum, .ddm, .eddm, .rddm, .hddmAverage, .hddmWeighted, .stepd: rawValue.uppercased()
        }
    }
}
