using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Nanoservices.Fabric.Context;
using Nanoservices.Fabric.Links;
using Nanoservices.Outcomes;
using Nanoservices.Payloads;
using Nanoservices.Shims.AspNetCore.Exchanges;
using Nanoservices.Shims.AspNetCore.Faults;
using Nanoservices.Shims.AspNetCore.Sessions;
using Nanoservices.Wire;

namespace Nanoservices.Shims.AspNetCore;

/// <summary>
/// The server of a converted app: takes requests, framed, from the TCP nanoservice and answers with gather plans
/// (docs/exchange.md), while the app's unmodified pipeline sees what it would see of Kestrel. Thread-safe.
/// </summary>
public sealed class NanoserviceServer : IServer
{
    /// <summary>
    /// Name of the setting of the brain's context that says "shared" when the TCP nanoservice runs in this process on the
    /// app's own KestrelServerOptions: then nothing of them has to be refused.
    /// </summary>
    public const string OptionsSetting = "server-options";

    private const string DefaultAddress = "http://localhost:5000";

    // How long the TCP nanoservice may take to come up, bind and say so.
    private static readonly TimeSpan ListenDeadline = TimeSpan.FromSeconds(30);

    // How long aborted exchanges may take to end, as Kestrel's connections.
    private static readonly TimeSpan AbortDeadline = TimeSpan.FromSeconds(1);

    private readonly NanoserviceContext _context;
    private readonly KestrelServerOptions _options;
    private readonly KestrelLog _log;
    private readonly BrainSettings _settings;
    private readonly ServerAddressesFeature _addresses = new();
    private readonly RunningCount _running = new();
    private readonly TaskCompletionSource<ListenReply> _listening = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private ListenRequest _listen = new();
    private PeerLink? _link;
    private volatile TcpSession? _session;
    private volatile bool _stopping;
    private ulong _calls;
    private int _started;

    /// <summary>Creates it; nothing is dialled before <see cref="StartAsync"/>.</summary>
    /// <param name="context">The brain's place among the nanoservices; must have a peer of kind tcp.</param>
    /// <param name="loggers">The app's logs.</param>
    /// <param name="options">The app's server options: what differs from Kestrel's defaults is handed to the TCP nanoservice.</param>
    /// <param name="services">Where an <see cref="IPayloadHolder"/> is, if the app has a cache nanoservice.</param>
    public NanoserviceServer(
        NanoserviceContext context, ILoggerFactory loggers, IOptions<KestrelServerOptions> options, IServiceProvider services)
    {
        _context = context;
        _options = options.Value;
        _log = new KestrelLog(loggers);
        KestrelServerOptions defaults = new();
        _settings = new BrainSettings(
            _options,
            Equals(_options.ResponseHeaderEncodingSelector, defaults.ResponseHeaderEncodingSelector) ? null : _options.ResponseHeaderEncodingSelector,
            _log,
            context.Counters,
            new DateText(context.Time).Get,
            new Lazy<IPayloadHolder?>(services.GetService<IPayloadHolder>));
        Features.Set<IServerAddressesFeature>(_addresses);
    }

    /// <inheritdoc/>
    public IFeatureCollection Features { get; } = new FeatureCollection();

    /// <inheritdoc/>
    /// <exception cref="IOException">The TCP nanoservice can't listen at an address, or does not answer; it says why.</exception>
    /// <exception cref="InvalidOperationException">Started before; no TCP nanoservice in the placement; or server options that it can't honour, named.</exception>
    public async Task StartAsync<TContext>(IHttpApplication<TContext> application, CancellationToken cancellationToken)
        where TContext : notnull
    {
        if (Interlocked.Exchange(ref _started, 1) != 0)
        {
            throw new InvalidOperationException(KestrelTexts.AlreadyStarted);
        }

        PeerAddress tcp = _context.PeerOf("tcp") ?? throw new InvalidOperationException(
            $"The placement gives '{_context.Self.Name}' no nanoservice of kind 'tcp': nobody would take connections for it.");
        CheckOptions(tcp);
        _listen = new ListenRequest { Addresses = ListenAddresses(), Settings = ServerSettings.Of(_options, _log.HasErrorDetails) };
        ExchangeRunner<TContext> runner = new(application);

        // The way to the cache nanoservice opens before the first body has to go there.
        _ = _settings.Holder.Value;
        SessionEvents events = new(OnListening, _running.Began, _running.Ended, OnClosed);
        _link = new PeerLink(_context.Fabric, tcp.Address, _context.Self, endpoint =>
        {
            TcpSession session = new(endpoint, _settings, runner, events);
            _session = session;
            Listen(session);
            return session;
        }, new PeerLinkOptions { Time = _context.Time }).Start();
        Publish(await FirstReplyAsync(tcp, cancellationToken));
    }

    /// <inheritdoc/>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        _stopping = true;
        _session?.StopListening();
        try
        {
            await _running.WhenIdleAsync().WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            _log.NotAllClosedGracefully();
            _session?.AbortAll();
            await Task.WhenAny(_running.WhenIdleAsync(), Task.Delay(AbortDeadline, _context.Time, CancellationToken.None));
        }

        if (_link is not null)
        {
            await _link.DisposeAsync();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => StopAsync(new CancellationToken(canceled: true)).GetAwaiter().GetResult();

    private void CheckOptions(PeerAddress tcp)
    {
        if (_context.Settings.GetValueOrDefault(OptionsSetting) == "shared")
        {
            return;
        }

        IReadOnlyList<string> refused = ServerRefusals.Of(_options);
        if (refused.Count > 0)
        {
            throw new InvalidOperationException(
                $"The TCP nanoservice '{tcp.Name}' can't honour all of this app's server options: {string.Join(" ", refused)}");
        }
    }

    private IReadOnlyList<string> ListenAddresses()
    {
        IReadOnlyList<string> configured = ServerRefusals.ConfiguredAddresses(_options);
        if (configured.Count > 0 && !_addresses.PreferHostingUrls)
        {
            return configured;
        }

        if (_addresses.Addresses.Count > 0)
        {
            return [.. _addresses.Addresses];
        }

        _log.BindingToDefault(DefaultAddress);
        return [DefaultAddress];
    }

    private async Task<ListenReply> FirstReplyAsync(PeerAddress tcp, CancellationToken cancellation)
    {
        try
        {
            return await _listening.Task.WaitAsync(ListenDeadline, _context.Time, cancellation);
        }
        catch (TimeoutException e)
        {
            throw new IOException(
                $"The TCP nanoservice '{tcp.Name}' at '{tcp.Address}' did not say within {ListenDeadline.TotalSeconds} s that it listens.", e);
        }
    }

    private void Publish(ListenReply reply)
    {
        if (!reply.Outcome.IsDone)
        {
            string reason = reply.Reason ?? $"The TCP nanoservice can't listen: {reply.Outcome}.";
            throw new IOException(reason, new AddressInUseException(reason));
        }

        _addresses.Addresses.Clear();
        foreach (string address in reply.Addresses)
        {
            _addresses.Addresses.Add(address);
        }
    }

    private void Listen(TcpSession session) => session.Listen(_listen, Interlocked.Increment(ref _calls));

    private void OnListening(TcpSession session, ListenReply reply)
    {
        if (_listening.TrySetResult(reply) || reply.Outcome.IsDone || _stopping)
        {
            return;
        }

        // It came back and can't bind: perhaps its predecessor's sockets still linger.
        _log.ListenRefused(session.Peer.Name, reply.Reason ?? reply.Outcome.ToString());
        _ = ListenAgainAsync(session);
    }

    private async Task ListenAgainAsync(TcpSession session)
    {
        await Task.Delay(TimeSpan.FromSeconds(1), _context.Time);
        if (!_stopping && ReferenceEquals(session, _session))
        {
            Listen(session);
        }
    }

    private void OnClosed(TcpSession session, FailureKind why)
    {
        if (!_stopping)
        {
            _log.PeerGone(session.Peer.Name, why.ToString());
        }
    }
}
