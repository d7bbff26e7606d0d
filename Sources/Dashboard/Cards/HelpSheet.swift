/// The list of keys, narrowed by a filter, with a row to execute.
package struct HelpSheet: Hashable, Sendable {
    package var filter = TextField()
    package var isTyping = false
    package var row = 0

    /// The bindings that the filter leaves, in the table's order.
    var bindings: [KeyBinding] {
        let wanted = filter.text.lowercased()
        let listed = KeyTable.bindings.filter { $0.scope == .screen || $0.scope == .everywhere }
        guard !wanted.isEmpty else { return listed }
        return listed.filter { binding in
            let keys = binding.keys.map(\.label).joined(separator: " ").lowercased()
            return binding.help.lowercased().contains(wanted) || keys == wanted
        }
    }
}
