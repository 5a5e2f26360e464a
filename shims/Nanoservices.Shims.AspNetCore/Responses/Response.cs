using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Http;
using Nanoservices.Shims.AspNetCore.Faults;
using Nanoservices.Shims.AspNetCore.Fields;
using Nanoservices.Shims.AspNetCore.Lifetimes;

namespace Nanoservices.Shims.AspNetCore.Responses;

/// <summary>
/// A response as the app sees it: what may be set when, what throws where, what a write does. It behaves as Kestrel's, call by
/// call; the TCP nanoservice's Kestrel then gets the same calls and does the framing. As thread-safe as Kestrel's: callers take turns.
/// </summary>
internal sealed partial class Response
{
    private readonly ExchangeLifetime _lifetime;
    private readonly ResponseOutput _output;
    private readonly ResponseSurroundings _surroundings;
    private ResponseStage _stage;
    private BodyMode _mode;
    private int _status = StatusCodes.Status200OK;
    private string? _reason;
    private long _written;
    private bool _hasAdvanced;
    private bool _leaseVoid = true;
    private bool _close;
    private BadHttpRequestException? _rejected;

    public Response(ExchangeLifetime lifetime, ResponseOutput output, ResponseSurroundings surroundings)
    {
        _lifetime = lifetime;
        _output = output;
        _surroundings = surroundings;
        Fields = new ResponseFields(surroundings.Encodings);
        Callbacks = new ResponseCallbacks(lifetime);
    }

    public ResponseCallbacks Callbacks { get; }

    /// <summary>The fields that are sent.</summary>
    public ResponseFields Fields { get; }

    /// <summary>The trailers that are sent; null while the app has not asked for them.</summary>
    public TrailerFields? Trailers { get; set; }

    public bool HasStarted => _stage >= ResponseStage.Started;

    public bool HasCompleted => _stage == ResponseStage.Completed;

    public long UnflushedBytes => _output.UnflushedBytes;

    /// <summary>The 4xx that the request itself deserved; sent after the context was disposed.</summary>
    public bool IsRejected => _rejected is not null;

    public int StatusCode
    {
        get => _status;
        set
        {
            CheckNotStarted(nameof(StatusCode));
            _status = value;
        }
    }

    public string? ReasonPhrase
    {
        get => _reason;
        set
        {
            CheckNotStarted(nameof(ReasonPhrase));
            _reason = value;
        }
    }

    public void OnStarting(Func<object, Task> callback, object state)
    {
        CheckNotStarted(nameof(OnStarting));
        Callbacks.AddStarting(callback, state);
    }

    /// <summary>The status of the TCP nanoservice's own complaint about the request's body; 0: it had none.</summary>
    public int ComplaintStatus { get; set; }

    /// <summary>The request was malformed or too large, as the app (or its reading) found out: its status becomes the answer's.</summary>
    public void Reject(BadHttpRequestException exception)
    {
        _lifetime.Log.BadRequest(_lifetime.ConnectionId, exception);
        _rejected = exception;
        if (!HasStarted)
        {
            SetErrorHead(exception.StatusCode);
        }

        _close = true;
    }

    /// <summary>Nobody will see an answer: logs show 499.</summary>
    public void SetClientClosed()
    {
        if (!HasStarted)
        {
            _status = StatusCodes.Status499ClientClosedRequest;
        }
    }

    /// <summary>Whether as many bytes were written as Content-Length says.</summary>
    public bool VerifyLength([NotNullWhen(false)] out Exception? exception)
    {
        exception = null;
        if (!_surroundings.IsHead && _status != StatusCodes.Status304NotModified && !Fields.HasTransferEncoding
            && Fields.ContentLength is { } length && _written < length)
        {
            _close |= _written > 0;
            exception = new InvalidOperationException(KestrelTexts.TooFewBytes(_written, length));
        }

        return exception is null;
    }

    private void CheckNotStarted(string name)
    {
        if (HasStarted)
        {
            throw new InvalidOperationException(KestrelTexts.ReadOnlyAfterStart(name));
        }
    }

    private void SetErrorHead(int status)
    {
        _status = status;
        _reason = null;
        Fields.Reset();
        Trailers?.Reset();
        Fields.SetAsServer("Date", _surroundings.Date());
        Fields.SetLengthAsServer(0);
        if (_surroundings.AddServerField)
        {
            Fields.SetAsServer("Server", "Kestrel");
        }
    }
}
