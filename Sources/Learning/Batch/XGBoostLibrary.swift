import CXGBoost

/// The library behind the trees.
package enum XGBoostLibrary {
    /// Such as `1.7.4`; the same version trains the same trees.
    package static var version: String {
        var (major, minor, patch): (Int32, Int32, Int32) = (0, 0, 0)
        XGBoostVersion(&major, &minor, &patch)
        return "\(major).\(minor).\(patch)"
    }
}
