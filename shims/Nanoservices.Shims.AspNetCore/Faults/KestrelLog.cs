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
    private readonly ILogger _connections = factory.CreateLogger("Microsoft.AspNetCore.Server.Kestrel.Connections");

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

    public void BindingToDefault(string address) => BindingToDefault(_general, address);

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

    [LoggerMessage(0, LogLevel.Debug, "No listening endpoints were configured. Binding to {address} by default.")]
    private static partial void BindingToDefault(ILogger logger, string address);
}
