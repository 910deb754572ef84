public import Hummingbird
public import NIOCore

/// What is known of a request besides itself.
public struct SiteContext: RequestContext {
    /// What Hummingbird needs.
    public var coreContext: CoreRequestContextStorage
    /// Who sent it; nil where there is no socket.
    public let remoteAddress: SocketAddress?
    /// Who asks; nil until they are let in.
    var principal: Principal?

    /// Makes the context of a request.
    public init(source: ApplicationRequestContextSource) {
        coreContext = CoreRequestContextStorage(source: source)
        remoteAddress = source.channel.remoteAddress
    }
}
