import Domain

/// A parameter that the pipeline's space does not have.
package struct UnknownParameter: Error, Hashable, Sendable, CustomStringConvertible {
    package var name: String
    package var known: [String]

    package var description: String {
        let nearest = NearestName.of(name, among: known).map { "did you mean \($0)? There are" } ?? "there are"
        return "there is no parameter \(name); \(nearest) \(known.joined(separator: ", "))"
    }
}
