import Domain

/// What is known of the server that answers for a champion: by callers' questions, and by asking it whether it is ready.
///
/// It is down when it says so or is silent when asked, and after three questions in a row that came to nothing by its own
/// fault; up again when it answers either. It is failing, which is worth an alert, while it is down, after three such
/// questions until one is answered, and as long as more than a tenth of the newest came to nothing; that ends below a
/// twentieth, so that the alert does not flap. That it is ready refutes that it cannot be reached, and nothing else.
struct RemoteStanding: Sendable {
    private enum Standing: Sendable {
        case unknown
        case up
        case down(String)
    }

    /// What its alert is about.
    static let subject = "champion"
    private static let failuresInARow = 3
    private static let fading = 0.98
    /// What asking whether it is ready weighs, in answered questions.
    private static let weightOfReadiness = 5
    private static let failingShare = 0.1
    private static let recoveredShare = 0.05

    let version: ModelVersion
    let remote: RemoteModel
    private var standing = Standing.unknown
    private var row = 0
    private var newest: RemoteFailure?
    private var share = 0.0
    private var asked = 0
    private var isFailing = false
    private var unreported: [RemoteFailure.Kind: Int] = [:]
    private var isDue = false

    init(version: ModelVersion, remote: RemoteModel) {
        self.version = version
        self.remote = remote
    }

    /// Why no answer is to be expected; nil where one is.
    var problem: String? {
        switch standing {
        case .up: nil
        case .unknown: "\(version) is \(remote.words): it has not been asked yet"
        case .down(let why): "\(version) is \(remote.words): \(why)"
        }
    }

    private var isDown: Bool { if case .down = standing { true } else { false } }

    /// Takes in what came of a caller's question.
    mutating func add(_ answer: Result<[Output], RemoteFailure>) {
        asked += 1
        share *= Self.fading
        switch answer {
        case .success:
            row = 0
            standing = .up
        case .failure(let failure):
            share += 1 - Self.fading
            newest = failure
            unreported[failure.kind, default: 0] += 1
            row = failure.isOfServer ? row + 1 : row
            if row >= Self.failuresInARow { standing = .down("\(failure)") }
        }
        settle()
    }

    /// Takes in what the server says of itself.
    mutating func add(_ readiness: RemoteReadiness) {
        isDue = true
        switch readiness {
        case .notReady(let failure):
            newest = failure
            standing = .down("\(failure)")
        case .ready, .untold:
            standing = .up
            guard case .unreachable = newest else { break }
            row = 0
            for _ in 0..<Self.weightOfReadiness { share *= Self.fading }
        }
        settle()
    }

    private mutating func settle() {
        isFailing =
            isDown || row >= Self.failuresInARow || share > (isFailing ? Self.recoveredShare : Self.failingShare)
    }

    /// What the engine has to hear: at once where the server begins or ceases to fail, else at each look at the server.
    ///
    /// - Parameter isFiring: Whether the alert fires.
    /// - Returns: Nil where there is nothing new.
    mutating func take(isFiring: Bool) -> RemoteFinding? {
        if case .unknown = standing { return nil }
        defer { isDue = false }
        guard isFailing != isFiring || isDue && !unreported.isEmpty else { return nil }
        let failures = RemoteFailure.Kind.allCases.compactMap { kind in
            unreported[kind].map { RemoteFinding.Failures(kind: kind, count: $0) }
        }
        unreported = [:]
        return RemoteFinding(
            version: version, failures: failures, problem: isFailing ? words : nil, share: share, asked: asked)
    }

    private var words: String {
        problem ?? "\(version) is \(remote.words): \(newest.map { "\($0)" } ?? "it fails")"
    }
}
