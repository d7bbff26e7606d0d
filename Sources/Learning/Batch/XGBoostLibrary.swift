import CXGBoost
import Domain

/// The library behind the trees.
package enum XGBoostLibrary {
    /// Such as `1.7.4`; the same version trains the same trees.
    package static var version: String {
        var (major, minor, patch): (Int32, Int32, Int32) = (0, 0, 0)
        XGBoostVersion(&major, &minor, &patch)
        return "\(major).\(minor).\(patch)"
    }

    /// - Throws: ``TrialError`` with the library's own words for a call that failed.
    static func check(_ status: Int32) throws(TrialError) {
        guard status != 0 else { return }
        let words = String(cString: XGBGetLastError())
        throw TrialError(.invalid, "XGBoost: " + words.components(before: "Stack trace"))
    }
}

extension String {
    /// The text before `mark`, without line ends; the whole where there is no mark.
    fileprivate func components(before mark: String) -> String {
        let end = ranges(of: mark).first?.lowerBound ?? endIndex
        return String(self[..<end].map { $0.isNewline ? " " : $0 })
    }
}
