using Nanoservices.Outcomes;
using Nanoservices.Wire;

namespace Nanoservices.Shims.AspNetCore.Sessions;

/// <summary>What a session tells its server, on the fabric's thread or on the exchange's. Must not block.</summary>
/// <param name="Listening">The TCP nanoservice has answered a request to listen.</param>
/// <param name="Began">An exchange has begun.</param>
/// <param name="Ended">An exchange has ended.</param>
/// <param name="Closed">The connection has ended, and with it all its exchanges.</param>
internal sealed record SessionEvents(
    Action<TcpSession, ListenReply> Listening, Action Began, Action Ended, Action<TcpSession, FailureKind> Closed);
