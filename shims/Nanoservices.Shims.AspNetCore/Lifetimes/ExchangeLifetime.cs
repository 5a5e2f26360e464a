using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http.Features;
using Nanoservices.Shims.AspNetCore.Faults;
using Nanoservices.Shims.AspNetCore.Links;
using Nanoservices.Wire;

namespace Nanoservices.Shims.AspNetCore.Lifetimes;

/// <summary>
/// Whether the client is still there, and what the app did wrong: RequestAborted, Abort, Reset, and the exception that decides
/// how the response ends. Thread-safe.
/// </summary>
internal sealed class ExchangeLifetime(ExchangeLink link, KestrelLog log, string connectionId, string traceIdentifier)
    : IHttpRequestLifetimeFeature, IHttpResetFeature
{
    private readonly Lock _gate = new();
    private CancellationTokenSource? _source;
    private CancellationToken? _replaced;
    private volatile bool _aborted;
    private bool _prevented;
    private bool _abortSent;

    /// <summary>The exchange was aborted; the argument is why the app's reads fail from now on, null when they find out themselves.</summary>
    public event Action<Exception?>? Aborted;

    /// <summary>The server's id of the connection, for logs.</summary>
    public string ConnectionId { get; } = connectionId;

    /// <summary>The request's id, which the app may change.</summary>
    public string TraceIdentifier { get; set; } = traceIdentifier;

    /// <summary>Where logs go.</summary>
    public KestrelLog Log => log;

    /// <summary>Whether the connection (or stream) is gone: writes do nothing any more.</summary>
    public bool IsAborted => _aborted;

    /// <summary>Whether <see cref="MessageKind.AbortExchange"/> was sent.</summary>
    public bool AbortSent => _abortSent;

    /// <summary>What the app threw out of its pipeline or its callbacks; null while all is well.</summary>
    public Exception? ApplicationException { get; private set; }

    public CancellationToken RequestAborted
    {
        get
        {
            if (_replaced is { } replaced)
            {
                return replaced;
            }

            lock (_gate)
            {
                if (_prevented)
                {
                    return CancellationToken.None;
                }

                if (_aborted && _source is null)
                {
                    return new CancellationToken(canceled: true);
                }

                return (_source ??= new CancellationTokenSource()).Token;
            }
        }

        set => _replaced = value;
    }

    public void Abort()
    {
        log.ApplicationAborted(ConnectionId, TraceIdentifier);
        Abort(new ConnectionAbortedException(KestrelTexts.AbortedByApplication), AbortExchange.Connection);
    }

    public void Reset(int errorCode) =>
        Abort(new ConnectionAbortedException(KestrelTexts.StreamResetByApplication(errorCode)), (uint)errorCode);

    /// <summary>A write's token fired while the write waited: what it had begun to send can't be ended well.</summary>
    public void AbortByWriteToken(Exception canceled) =>
        Abort(new ConnectionAbortedException(KestrelTexts.AbortedByWriteToken, canceled), AbortExchange.Connection);

    /// <summary>The server stops and waits no longer.</summary>
    public void AbortByShutdown() => Abort(new ConnectionAbortedException(KestrelTexts.AbortedByShutdown), AbortExchange.Connection);

    /// <summary>A defect: nothing more can be said to the client.</summary>
    public void AbortByFault() => Abort(new ConnectionAbortedException(KestrelTexts.UnhandledException), AbortExchange.Connection);

    /// <summary>The client is gone; reads find out themselves.</summary>
    public void ClientGone() => End(null);

    /// <summary>The TCP nanoservice is gone, and the client with it.</summary>
    public void Lost() => End(new ConnectionResetException("Connection reset by peer"));

    /// <summary>From the last byte of the response on, a client that closes is no abort.</summary>
    public void PreventCancellation()
    {
        lock (_gate)
        {
            _prevented |= !_aborted;
        }
    }

    /// <summary>Takes note of what the app threw, and logs it; null is nothing.</summary>
    public void ReportApplicationError(Exception? exception)
    {
        if (exception is null)
        {
            return;
        }

        ApplicationException = ApplicationException switch
        {
            null => exception,
            AggregateException several => new AggregateException(several, exception).Flatten(),
            Exception first => new AggregateException(first, exception),
        };
        log.ApplicationError(ConnectionId, TraceIdentifier, exception);
    }

    private void Abort(ConnectionAbortedException why, uint code)
    {
        bool send;
        lock (_gate)
        {
            send = !_abortSent;
            _abortSent = true;
        }

        if (send)
        {
            using WireWriter message = new(32);
            AbortExchange.Write(message, link.Exchange, code);
            link.Post(message);
        }

        End(why);
    }

    private void End(Exception? reason)
    {
        bool cancel;
        bool first;
        lock (_gate)
        {
            first = !_aborted;
            cancel = first && _source is not null && !_prevented;
            _aborted = true;
        }

        if (cancel)
        {
            ThreadPool.UnsafeQueueUserWorkItem(static lifetime => lifetime.Cancel(), this, preferLocal: false);
        }

        if (first || reason is not null)
        {
            Aborted?.Invoke(reason);
        }
    }

    private void Cancel()
    {
        try
        {
            CancellationTokenSource? source;
            lock (_gate)
            {
                source = _prevented ? null : _source;
            }

            // Not disposed: the app may still hold its token.
            source?.Cancel();
        }
        catch (Exception e)
        {
            log.ApplicationError(ConnectionId, TraceIdentifier, e);
        }
    }
}
