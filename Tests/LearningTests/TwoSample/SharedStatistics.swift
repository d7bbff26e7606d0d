import Foundation

@testable import Learning

/// The cases of `statistics.json`, by the names that the reference libraries give their functions.
struct SharedStatistics: Decodable {
    struct Result: Decodable {
        let stat: Double
        let p: Double

        var pair: [Double] { [stat, p] }
    }

    struct Case: Decodable {
        let name: String
        let kind: String
        let ref: [Double]?
        let cur: [Double]?
        let ref_counts: [Int]?
        let cur_counts: [Int]?
        let ks_2samp_auto: Result?
        let ks_2samp_asymp: Result?
        let mannwhitneyu_asymptotic: Result?
        let welch_t: Result?
        let cramervonmises_asymptotic: Result?
        let anderson_ksamp: Result?
        let energy_distance: Double?
        let chi2_contingency_no_yates: Result?
        let hellinger: Double?
        let tvd: Double?
    }

    let cases: [Case]

    static func cases(kind: String) throws -> [Case] {
        let file = try JSONDecoder().decode(SharedStatistics.self, from: try Golden.data("statistics.json"))
        return file.cases.filter { $0.kind == kind }
    }
}
