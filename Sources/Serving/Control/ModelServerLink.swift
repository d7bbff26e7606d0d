package import Domain

/// A model server's way to its engine: one connection, made anew where it has ended.
package final class ModelServerLink {
    private let path: String
    private var connection: ControlConnection?
    /// The engine answers after a commit.
    private static let patienceSeconds = 10.0

    /// - Parameter path: The engine's socket.
    package init(path: String) {
        self.path = path
    }

    /// Tells the engine and gives its order.
    ///
    /// - Throws: ``ControlError`` where no engine answers: what was told is to be told again.
    package func exchange(_ report: ModelServerReport) throws(ControlError) -> ModelServerOrder {
        do throws(ControlError) {
            let connection = try opened()
            guard case .order(let order) = try connection.ask(.serve(report: report), patience: Self.patienceSeconds)
            else { throw ControlError.badFrame("another answer than an order") }
            return order
        } catch {
            connection = nil
            throw error
        }
    }

    private func opened() throws(ControlError) -> ControlConnection {
        if let connection { return connection }
        let new = try ControlConnection(path: path)
        connection = new
        return new
    }
}
