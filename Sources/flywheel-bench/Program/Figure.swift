/// One measured number beside what it is held against.
struct Figure: Encodable {
    var name: String
    var ours: Double
    /// A baseline measured in the same run, or an aim; `peerName` says which.
    var peer: Double?
    var peerName: String
    var unit: String

    var ratio: Double? {
        guard let peer, peer != 0 else { return nil }
        return ours / peer
    }

    init(_ name: String, _ ours: Double, _ unit: String, peer: Double? = nil, _ peerName: String = "") {
        self.name = name
        self.ours = ours
        self.unit = unit
        self.peer = peer
        self.peerName = peerName
    }

    private enum CodingKeys: String, CodingKey {
        case name, ours, peer, ratio, unit
        case peerName = "peer_name"
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(name, forKey: .name)
        try container.encode(ours, forKey: .ours)
        try container.encode(peer, forKey: .peer)
        try container.encode(ratio, forKey: .ratio)
        try container.encode(unit, forKey: .unit)
        try container.encode(peerName, forKey: .peerName)
    }
}
