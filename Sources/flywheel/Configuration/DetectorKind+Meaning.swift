import Domain

extension DetectorKind {
    /// What it looks at, in a few words for `flywheel explain`.
    var meaning: String {
        let what =
            switch self {
            case .adwin: "two means in a window of its own length"
            case .kswin: "two distributions, newest rows against older ones"
            case .pageHinkley: "the summed distance from the mean"
            case .cusum: "the summed rise above the mean"
            case .ddm: "the error rate against its lowest"
            case .eddm: "the distance between two errors"
            case .rddm: "as ddm, forgetting old rows"
            case .hddmAverage: "means by Hoeffding's bound"
            case .hddmWeighted: "weighted means, newest rows first"
            case .stepd: "the newest error rate against all before"
            }
        return countsErrors ? "\(what); classes only" : what
    }
}
