/// The route of the target that a connection asked last: a caller mostly asks for one model again and again.
struct RouteMemory {
    private var target = ""
    private var route: Route?

    /// Reads a target, where it is not the one before.
    ///
    /// - Throws: As ``Route/init(target:)``; nothing is remembered then.
    mutating func route(of target: String) throws(Refusal) -> Route {
        if let route, target == self.target { return route }
        let route = try Route(target: target)
        self.target = target
        self.route = route
        return route
    }
}
