package import Domain

/// Why a trial cannot be carried out; trying again gives the same.
package struct TrialError: Error, Hashable, Sendable {
    package var failure: TrialFailure
    package var message: String

    package init(_ failure: TrialFailure, _ message: String) {
        self.failure = failure
        self.message = message
    }
}
