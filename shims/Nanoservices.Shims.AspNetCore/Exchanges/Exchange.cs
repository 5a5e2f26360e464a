using Microsoft.AspNetCore.Routing;
using Nanoservices.Outcomes;
using Nanoservices.Payloads;
using Nanoservices.Shims.AspNetCore.Fields;
using Nanoservices.Shims.AspNetCore.Lifetimes;
using Nanoservices.Shims.AspNetCore.Links;
using Nanoservices.Shims.AspNetCore.Requests;
using Nanoservices.Shims.AspNetCore.Responses;
using Nanoservices.Shims.AspNetCore.Upgrades;
using Nanoservices.Wire;

namespace Nanoservices.Shims.AspNetCore.Exchanges;

/// <summary>
/// One request and its response: the server's features for the app on one side, the protocol's messages on the other
/// (docs/exchange.md). Made on the fabric's thread; the app runs on the pool. It ends when the app has ended and the TCP
/// nanoservice has said Completed, whichever comes last.
/// </summary>
internal sealed partial class Exchange : IDisposable
{
    private readonly BrainSettings _settings;
    private readonly Action<Exchange> _ended;
    private readonly RequestReader _reader;
    private readonly RequestReader? _upgradeReader;
    private readonly RequestStream _requestStream;
    private readonly ResponseWriter _writer;
    private readonly ResponseStream _responseStream;
    private readonly UpgradedResponse? _upgradableStream;
    private readonly UpgradedWriter? _upgradableWriter;
    private readonly ResponseOutput _output;
    private int _halvesLeft = 2;
    private int _peerEnded;

    /// <summary>Creates it for a request that has come.</summary>
    /// <param name="settings">What all exchanges share.</param>
    /// <param name="head">The request.</param>
    /// <param name="link">Its way back.</param>
    /// <param name="ended">Called once, when it is over.</param>
    public Exchange(BrainSettings settings, RequestHead head, ExchangeLink link, Action<Exchange> ended)
    {
        _settings = settings;
        _ended = ended;
        Head = head;
        Id = link.Exchange;
        RequestFields = new RequestFields(head.Fields);
        Lifetime = new ExchangeLifetime(link, settings.Log, head.Connection.Id, head.TraceIdentifier);
        Body = new RequestBody(link, Lifetime, settings.Counters) { CheckBeforeTryRead = CheckLimit };
        _output = new ResponseOutput(link, Lifetime, settings.Counters);
        Response = new Response(Lifetime, _output, ResponseSurroundings.Of(
            head, RequestFields, settings.Options.AddServerHeader, settings.Encodings, settings.Date));
        Body.Complained = status => Response.ComplaintStatus = status;
        Link = link;

        bool upgradable = head.Flags.HasFlag(RequestFlags.Upgradable);
        _reader = new RequestReader(head.Flags.HasFlag(RequestFlags.CanHaveBody) && !upgradable ? Body : null);
        _requestStream = new RequestStream(this, _reader);
        _writer = new ResponseWriter(Response);
        _responseStream = new ResponseStream(this, _writer);
        if (upgradable)
        {
            _upgradeReader = new RequestReader(Body);
            _upgradableStream = new UpgradedResponse(_responseStream);
            _upgradableWriter = new UpgradedWriter(_writer);
        }

        Lifetime.Aborted += OnAborted;
        InitialiseFeatures();
    }

    /// <summary>Its id.</summary>
    public ulong Id { get; }

    /// <summary>The request as it was framed.</summary>
    public RequestHead Head { get; }

    /// <summary>Its way to the TCP nanoservice.</summary>
    public ExchangeLink Link { get; }

    /// <summary>The request's body.</summary>
    public RequestBody Body { get; }

    /// <summary>The response.</summary>
    public Response Response { get; }

    /// <summary>Whether the client is there, and what the app did wrong.</summary>
    public ExchangeLifetime Lifetime { get; }

    /// <summary>The request's fields.</summary>
    public RequestFields RequestFields { get; }

    /// <summary>The payloads that live as long as it does, and where looks are counted.</summary>
    public PayloadScope Scope => field ??= new PayloadScope(_settings.Counters.Looks, NameEndpoint);

    /// <summary>Body bytes are here.</summary>
    public void Receive(in BodyPart part) => Body.Receive(part);

    /// <summary>A scatter plan has ended.</summary>
    public void Receive(in ScatterResult result)
    {
        if (!Body.Receive(result) && result.Outcome.IsDone)
        {
            _settings.Holder.Value?.Release(result.Handle);
        }
    }

    /// <summary>A file was sent.</summary>
    public void Receive(in FileSent sent) => _output.Receive(sent);

    /// <summary>Plans were carried out, or the exchange has ended.</summary>
    public void Receive(in PlanProgress progress)
    {
        _output.Progress(progress);
        if (!progress.Completed)
        {
            return;
        }

        if (!progress.Outcome.IsDone)
        {
            _settings.Counters.AddFailure();
            if (progress.Outcome.Failure != FailureKind.ClientGone)
            {
                _settings.Log.ExchangeFailed(Head.Connection.Id, Lifetime.TraceIdentifier, progress.Outcome.ToString());
            }

            Lifetime.ClientGone();
        }

        EndPeer();
    }

    /// <summary>The connection to the TCP nanoservice has ended: so has the client's.</summary>
    public void Lost()
    {
        Lifetime.Lost();
        EndPeer();
    }

    /// <summary>The app can use the request and the response no more.</summary>
    public Task StopBodiesAsync()
    {
        _reader.Stop();
        _upgradeReader?.Stop();
        return _writer.StopAsync();
    }

    /// <summary>Counts what the app moved itself, under its endpoint.</summary>
    public void CountLooks()
    {
        if (Body.InlineBytes > _countedIn)
        {
            Scope.Materialised("request body read by the app", Body.InlineBytes - _countedIn);
            _countedIn = Body.InlineBytes;
        }

        if (_output.InlineBytes > _countedOut)
        {
            Scope.Materialised("response written by the app", _output.InlineBytes - _countedOut);
            _countedOut = _output.InlineBytes;
        }
    }

    /// <summary>The app has ended, all callbacks included.</summary>
    public void EndApplication()
    {
        CountLooks();
        _output.EndAborted();
        Body.Stop();
        EndHalf();
    }

    /// <summary>Ends the payloads and gives buffers back; called by itself, when it is over.</summary>
    public void Dispose()
    {
        Scope.Dispose();
        _output.Dispose();
        _requestStream.Dispose();
        _responseStream.Dispose();
        _upgradableStream?.Dispose();
    }

    private long _countedIn;
    private long _countedOut;

    // Completed, or the connection's end, or both.
    private void EndPeer()
    {
        if (Interlocked.Exchange(ref _peerEnded, 1) == 0)
        {
            _output.Release();
            EndHalf();
        }
    }

    private void EndHalf()
    {
        if (Interlocked.Decrement(ref _halvesLeft) == 0)
        {
            Dispose();
            _ended(this);
        }
    }

    private void OnAborted(Exception? reason)
    {
        _reader.Abort(reason);
        _upgradeReader?.Abort(reason);
    }

    private string NameEndpoint()
    {
        string? template = (_endpoint as RouteEndpoint)?.RoutePattern.RawText;
        return $"{Head.Method} {template ?? Head.Path}";
    }
}
