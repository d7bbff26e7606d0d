/// Runs trials away from the engine: in worker processes, or inside a test.
package protocol TrialExecutor: Sendable {
    /// Runs one trial to its end; `progress` gets the done share, 0–1, from any thread.
    ///
    /// Cancelling the calling task stops the worker within 100 ms; the report is then ``TrialFailure/killed``.
    func run(_ assignment: TrialAssignment, progress: @escaping @Sendable (Double) -> Void) async -> TrialReport
}
