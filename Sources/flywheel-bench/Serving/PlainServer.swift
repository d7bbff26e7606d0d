import ArgumentParser
import Foundation
import NIOCore
import NIOHTTP1
import NIOPosix

/// The least that a server of this protocol does: SwiftNIO's HTTP, Foundation's JSON, no model, no record of the answer.
///
/// It runs as a process of its own beside ours, so that a processor's age falls out of the comparison.
struct PlainServer: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "plain-server", abstract: "The peer of `serving --only throughput`; not for use.",
        shouldDisplay: false)

    static let path = "/infer"

    @Option(help: "Threads.")
    var threads = 1

    func run() async throws {
        let server = try await ServerBootstrap(group: MultiThreadedEventLoopGroup(numberOfThreads: threads))
            .serverChannelOption(.backlog, value: 256)
            .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.configureHTTPServerPipeline()
                    try channel.pipeline.syncOperations.addHandler(PlainConversation())
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        FileHandle.standardOutput.write(Data("listens at \(server.localAddress?.port ?? 0)\n".utf8))
        try await server.closeFuture.get()
    }
}

/// Reads a request, writes an answer of the same members as ours.
private final class PlainConversation: ChannelInboundHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias OutboundOut = HTTPServerResponsePart

    private struct Request: Decodable {
        struct Input: Decodable {
            var name: String
            var shape: [Int]
            var datatype: String
            var data: [Double]
        }
        var inputs: [Input]
    }

    private struct Answer: Encodable {
        struct Output: Encodable {
            var name: String
            var datatype: String
            var shape: [Int]
            var data: [Double]
        }
        var model_name = "plain"
        var model_version = "1"
        var parameters = ["prediction_id": "plain.1", "arm": "champion", "version": "v1", "unit": "1"]
        var outputs: [Output]
    }

    private var body = ByteBuffer()

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head: body.clear()
        case .body(let bytes): body.writeImmutableBuffer(bytes)
        case .end: answer(context)
        }
    }

    private func answer(_ context: ChannelHandlerContext) {
        let request = try? JSONDecoder().decode(Request.self, from: Data(body.readableBytesView))
        let mean = request.map { $0.inputs[0].data.reduce(0, +) / Double($0.inputs[0].data.count) } ?? 0
        let outputs = [
            Answer.Output(name: "probabilities", datatype: "FP64", shape: [1, 2], data: [mean, 1 - mean]),
            Answer.Output(name: "class", datatype: "FP64", shape: [1], data: [1]),
        ]
        let text = (try? JSONEncoder().encode(Answer(outputs: outputs))) ?? Data()
        let headers: HTTPHeaders = ["Content-Type": "application/json", "Content-Length": "\(text.count)"]
        let head = HTTPResponseHead(version: .http1_1, status: request == nil ? .badRequest : .ok, headers: headers)
        context.write(wrapOutboundOut(.head(head)), promise: nil)
        context.write(wrapOutboundOut(.body(.byteBuffer(ByteBuffer(bytes: text)))), promise: nil)
        context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
    }
}
