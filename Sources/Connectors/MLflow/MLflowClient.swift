import Foundation
import FoundationNetworking

/// Why a tracking server did not do what it was asked.
enum MLflowFailure: Error, Hashable, Sendable, CustomStringConvertible {
    /// It cannot be reached, is at fault, or lets nobody in: it is asked again later.
    case away(String)
    /// It will not do this, today or tomorrow.
    case refused(code: String, String)

    /// The server's word for a refusal; nil where it may do later what was asked.
    var code: String? {
        switch self {
        case .away: nil
        case .refused(let code, _): code
        }
    }

    var description: String {
        switch self {
        case .away(let why): why
        case .refused(let code, let message): "\(code): \(message)"
        }
    }
}

/// Asks a tracking server by MLflow's REST interface, version 2.0.
struct MLflowClient: Sendable {
    private static let seconds: TimeInterval = 10
    private static let mostWords = 300

    enum Method: String {
        case get = "GET"
        case post = "POST"
        case delete = "DELETE"
    }

    private struct Problem: Decodable {
        var error_code: String?
        var message: String?
    }

    let settings: MLflowSettings
    private let session: URLSession

    init(_ settings: MLflowSettings) {
        self.settings = settings
        let configuration = URLSessionConfiguration.ephemeral
        configuration.timeoutIntervalForRequest = Self.seconds
        configuration.httpShouldSetCookies = false
        session = URLSession(configuration: configuration)
    }

    /// Asks and reads the answer.
    ///
    /// - Parameters:
    ///   - method: The request's.
    ///   - path: What follows `/api/2.0/mlflow/`, with its query.
    ///   - body: Of a request that has one.
    ///   - type: What is read; fields that it has not are left.
    /// - Returns: The answer.
    /// - Throws: ``MLflowFailure``.
    func ask<Answer: Decodable>(
        _ method: Method, _ path: String, _ body: JSONTree? = nil, as type: Answer.Type
    ) async throws(MLflowFailure) -> Answer {
        let data = try await send(method, path, body)
        do {
            return try JSONDecoder().decode(type, from: data)
        } catch {
            throw .away("\(settings.address) answers what is none of MLflow's")
        }
    }

    /// Asks where the answer says nothing.
    ///
    /// - Throws: ``MLflowFailure``.
    func tell(_ method: Method, _ path: String, _ body: JSONTree) async throws(MLflowFailure) {
        _ = try await send(method, path, body)
    }

    private func send(_ method: Method, _ path: String, _ body: JSONTree?) async throws(MLflowFailure) -> Data {
        let base = settings.address.hasSuffix("/") ? String(settings.address.dropLast()) : settings.address
        guard let url = URL(string: "\(base)/api/2.0/mlflow/\(path)") else {
            throw .refused(code: "address", "\(base) is no address")
        }
        var request = URLRequest(url: url)
        request.httpMethod = method.rawValue
        request.setValue("application/json", forHTTPHeaderField: "Accept")
        if let token = settings.token { request.setValue("Bearer \(token)", forHTTPHeaderField: "Authorization") }
        let data: Data
        let response: URLResponse
        do {
            if let body {
                request.setValue("application/json", forHTTPHeaderField: "Content-Type")
                request.httpBody = try JSONEncoder().encode(body)
            }
            (data, response) = try await session.data(for: request)
        } catch {
            throw .away("\(settings.address) does not answer: \(error.localizedDescription)")
        }
        guard let status = (response as? HTTPURLResponse)?.statusCode else {
            throw .away("\(settings.address) does not speak HTTP")
        }
        guard !(200..<300).contains(status) else { return data }
        let problem = try? JSONDecoder().decode(Problem.self, from: data)
        let message = String((problem?.message ?? String(decoding: data, as: UTF8.self)).prefix(Self.mostWords))
        switch (status, problem?.error_code) {
        case (400..<500, let code?) where ![401, 403, 408, 429].contains(status):
            throw .refused(code: code, message)
        default: throw .away("\(settings.address) answers \(status): \(message)")
        }
    }
}
