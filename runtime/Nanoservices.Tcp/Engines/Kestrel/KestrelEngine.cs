using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;
using Nanoservices.Outcomes;
using Nanoservices.Wire;

namespace Nanoservices.Tcp.Engines.Kestrel;

/// <summary>
/// The engine that Kestrel frames for: correct from the first day, portable, and the oracle for the others. Kestrel's server is
/// the app's own (<see cref="AppServer"/>), or one made from the ListenRequest (<see cref="StandAloneServer"/>).
/// </summary>
public sealed class KestrelEngine : ITcpEngine
{
    private readonly Func<ListenRequest, IServer> _factory;
    private readonly ILogger _logger;
    private IServer? _server;
    private bool _used;

    /// <summary>Creates it.</summary>
    /// <param name="factory">Makes the server; throws NotSupportedException for what it can't honour, saying what to do.</param>
    /// <param name="canListenAgain">Whether it makes a new server each time.</param>
    /// <param name="loggers">For this engine's own logs.</param>
    public KestrelEngine(Func<ListenRequest, IServer> factory, bool canListenAgain, ILoggerFactory loggers)
    {
        _factory = factory;
        CanListenAgain = canListenAgain;
        _logger = loggers.CreateLogger<KestrelEngine>();
    }

    /// <inheritdoc/>
    public string Name => "kestrel";

    /// <inheritdoc/>
    public bool CanListenAgain { get; }

    /// <inheritdoc/>
    public async Task<ListenReply> ListenAsync(ListenRequest request, EngineParts parts, CancellationToken cancellation)
    {
        if (_server is not null || (_used && !CanListenAgain))
        {
            return Refused("This Kestrel listens already, or has listened before and can't again: restart the process.");
        }

        try
        {
            _server = _factory(request);
            _used = true;
            ICollection<string> addresses = Addresses(_server, request);
            await _server.StartAsync(new KestrelApplication(parts), cancellation);
            return new ListenReply(Outcome.Done, null, [.. addresses]);
        }
        catch (Exception e) when (e is IOException or NotSupportedException or InvalidOperationException or FormatException or ArgumentException)
        {
            // What Kestrel throws for an address that is taken or makes no sense, and for limits that contradict each other.
            _logger.LogError(e, "Kestrel can't listen at {Addresses}", string.Join(", ", request.Addresses));
            _server?.Dispose();
            _server = null;
            return Refused(e.Message);
        }
    }

    /// <inheritdoc/>
    public async Task StopAsync(CancellationToken abort)
    {
        if (_server is IServer server)
        {
            await server.StopAsync(abort);
            server.Dispose();
            _server = null;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() => await StopAsync(new CancellationToken(canceled: true));

    private static ICollection<string> Addresses(IServer server, ListenRequest request)
    {
        IServerAddressesFeature feature = server.Features.GetRequiredFeature<IServerAddressesFeature>();
        if (feature.Addresses.Count == 0)
        {
            foreach (string address in request.Addresses)
            {
                feature.Addresses.Add(address);
            }
        }

        return feature.Addresses;
    }

    private static ListenReply Refused(string reason) => new(Outcome.NotStarted(FailureKind.Refused), reason, []);
}
