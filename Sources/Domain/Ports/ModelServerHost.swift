/// The engine as its model servers see it.
package protocol ModelServerHost: Sendable {
    /// Takes predictions in and says what the server is to do; answers after the commit that holds them.
    func take(_ report: ModelServerReport) async -> ModelServerOrder
}
