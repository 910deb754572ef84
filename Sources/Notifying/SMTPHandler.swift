import NIOCore
import NIOSSL

/// Carries a conversation over a connection; everything that it decides, the dialogue decides.
final class SMTPHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private var dialogue: SMTPDialogue
    private var replies = SMTPReplies()
    private var isOver = false
    private let tls: NIOSSLContext?
    private let serverName: String?
    private let taken: EventLoopPromise<Void>

    init(_ dialogue: SMTPDialogue, tls: NIOSSLContext?, serverName: String?, taken: EventLoopPromise<Void>) {
        self.dialogue = dialogue
        self.tls = tls
        self.serverName = serverName
        self.taken = taken
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard !isOver else { return }
        replies.append(unwrapInboundIn(data).readableBytesView)
        do {
            while !isOver, let reply = try replies.next() {
                try act(on: dialogue.receive(reply), context)
            }
        } catch {
            end(.failure(error), context)
        }
    }

    func channelInactive(context: ChannelHandlerContext) {
        end(.failure(NotifyingError(.unreachable, "the mail server broke the connection off.")), context)
        context.fireChannelInactive()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) { end(.failure(error), context) }

    private func act(on action: SMTPDialogue.Action, _ context: ChannelHandlerContext) throws {
        switch action {
        case .send(let bytes): write(bytes, context)
        case .protect(let bytes):
            // What came in clear behind the reply could be another's words.
            guard !replies.hasRest, let tls else {
                throw NotifyingError(
                    .insecure, "the mail server speaks before the connection is protected: nothing was sent.")
            }
            try context.pipeline.syncOperations.addHandler(
                NIOSSLClientHandler(context: tls, serverHostname: serverName), position: .first)
            write(bytes, context)
        case .finish(let bytes):
            write(bytes, context)
            end(.success(()), context)
        }
    }

    private func write(_ bytes: [UInt8], _ context: ChannelHandlerContext) {
        context.writeAndFlush(wrapOutboundOut(context.channel.allocator.buffer(bytes: bytes)), promise: nil)
    }

    private func end(_ result: Result<Void, any Error>, _ context: ChannelHandlerContext) {
        guard !isOver else { return }
        isOver = true
        taken.completeWith(result)
        if case .failure = result { context.close(promise: nil) }
    }
}
