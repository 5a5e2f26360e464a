using Microsoft.Extensions.Logging;

namespace Nanoservices.Shims.AspNetCore.Faults;

/// <summary>
/// Logs of the app's process that come from Kestrel on the original, with Kestrel's categories, ids, levels and texts. What
/// the TCP nanoservice's own Kestrel logs (connections, framing) is logged there. Thread-safe.
/// </summary>
internal sealed partial class KestrelLog(ILoggerFactory factory)
{
    private readonly ILogger _general = factory.CreateLogger("Microsoft.AspNetCore.Server.Kestrel");
    private readonly ILogger _badRequests = factory.CreateLogger("Microsoft.AspNetCore.Server.Kestrel.BadRequests");
    private readonly ILogger _nanoservices = factory.CreateLogger("Nanoservices.Shims.AspNetCore");
    private readonly ILogger _connections = factory.CreateLogger("Microsoft.AspNetCore.Server.Kestrel.Connections");

    /// <summary>Whether Kestrel would say in its complaint about a malformed request what it has found.</summary>
    public bool HasErrorDetails => _general.IsEnabled(LogLevel.Information);

    /// <summary>The scope that Kestrel opens around all that happens on a connection.</summary>
    public IDisposable? BeginConnection(string connection) =>
        _general.IsEnabled(LogLevel.Critical) ? _general.BeginScope(new ConnectionScope(connection)) : null;

    public void ApplicationError(string connection, string trace, Exception exception) =>
        ApplicationError(_general, connection, trace, exception);

    public void RequestAborted(string connection, string trace) => RequestAborted(_general, connection, trace);

    public void HeadBodyWrite(string connection, long count) => HeadBodyWrite(_general, connection, count);

    public void BadRequest(string connection, Exception exception) =>
        BadRequest(_badRequests, connection, exception.Message, exception);

    public void ApplicationAborted(string connection, string trace) => ApplicationAborted(_connections, connection, trace);

    public void NotAllClosedGracefully() => NotAllClosedGracefully(_connections);

    public void InvalidFieldsRemoved() => InvalidFieldsRemoved(_general);

    public void ProcessingEnded(Exception exception) => ProcessingEnded(_general, exception);

    public void BindingToDefault(string address) => BindingToDefault(_general, address);

    /// <summary>The TCP nanoservice could not carry out what the app had handed over: no exception tells the app.</summary>
    public void ExchangeFailed(string connection, string trace, string outcome) => ExchangeFailed(_nanoservices, connection, trace, outcome);

    /// <summary>The TCP nanoservice came back and would not listen as before.</summary>
    public void ListenRefused(string peer, string reason) => ListenRefused(_nanoservices, peer, reason);

    /// <summary>The TCP nanoservice is gone; requests under way are aborted, new ones come when it is back.</summary>
    public void PeerGone(string peer, string why) => PeerGone(_nanoservices, peer, why);

    [LoggerMessage(1, LogLevel.Error, "Connection id \"{ConnectionId}\", Request id \"{TraceIdentifier}\": the response could not be carried out: {Outcome}. It was aborted, or answered with 500 if it had not begun.", EventName = "ExchangeFailed")]
    private static partial void ExchangeFailed(ILogger logger, string connectionId, string traceIdentifier, string outcome);

    [LoggerMessage(2, LogLevel.Error, "TCP nanoservice {Peer} refuses to listen again: {Reason} Trying again every second.", EventName = "ListenRefused")]
    private static partial void ListenRefused(ILogger logger, string peer, string reason);

    [LoggerMessage(3, LogLevel.Warning, "The connection to TCP nanoservice {Peer} has ended: {Why}.", EventName = "PeerGone")]
    private static partial void PeerGone(ILogger logger, string peer, string why);

    [LoggerMessage(13, LogLevel.Error, "Connection id \"{ConnectionId}\", Request id \"{TraceIdentifier}\": An unhandled exception was thrown by the application.", EventName = "ApplicationError")]
    private static partial void ApplicationError(ILogger logger, string connectionId, string traceIdentifier, Exception exception);

    [LoggerMessage(66, LogLevel.Debug, "Connection id \"{ConnectionId}\", Request id \"{TraceIdentifier}\": The request was aborted by the client.", EventName = "RequestAborted")]
    private static partial void RequestAborted(ILogger logger, string connectionId, string traceIdentifier);

    [LoggerMessage(18, LogLevel.Debug, "Connection id \"{ConnectionId}\" write of \"{count}\" body bytes to non-body HEAD response.", EventName = "ConnectionHeadResponseBodyWrite")]
    private static partial void HeadBodyWrite(ILogger logger, string connectionId, long count);

    [LoggerMessage(17, LogLevel.Debug, "Connection id \"{ConnectionId}\" bad request data: \"{message}\"", EventName = "ConnectionBadRequest")]
    private static partial void BadRequest(ILogger logger, string connectionId, string message, Exception exception);

    [LoggerMessage(34, LogLevel.Information, "Connection id \"{ConnectionId}\", Request id \"{TraceIdentifier}\": the application aborted the connection.", EventName = "ApplicationAbortedConnection")]
    private static partial void ApplicationAborted(ILogger logger, string connectionId, string traceIdentifier);

    [LoggerMessage(16, LogLevel.Debug, "Some connections failed to close gracefully during server shutdown.", EventName = "NotAllConnectionsClosedGracefully")]
    private static partial void NotAllClosedGracefully(ILogger logger);

    [LoggerMessage(41, LogLevel.Warning, "One or more of the following response headers have been removed because they are invalid for HTTP/2 and HTTP/3 responses: 'Connection', 'Transfer-Encoding', 'Keep-Alive', 'Upgrade' and 'Proxy-Connection'.", EventName = "InvalidResponseHeaderRemoved")]
    private static partial void InvalidFieldsRemoved(ILogger logger);

    [LoggerMessage(0, LogLevel.Warning, "Connection processing ended abnormally.")]
    private static partial void ProcessingEnded(ILogger logger, Exception exception);

    [LoggerMessage(0, LogLevel.Debug, "No listening endpoints were configured. Binding to {address} by default.")]
    private static partial void BindingToDefault(ILogger logger, string address);
}
