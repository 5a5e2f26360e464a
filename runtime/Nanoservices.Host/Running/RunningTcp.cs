using Nanoservices.Fabric.Context;
using Nanoservices.Tcp;
using Nanoservices.Tcp.Engines.Kestrel;

namespace Nanoservices.Host.Running;

/// <summary>A TCP nanoservice with its Kestrel engine.</summary>
internal sealed class RunningTcp : IRunning
{
    private readonly TcpNanoservice _tcp;

    public RunningTcp(NanoserviceContext context, ILoggerFactory loggers)
    {
        KestrelEngine engine = new(request => StandAloneServer.Create(request, loggers), canListenAgain: true, loggers);
        _tcp = new TcpNanoservice(context, engine, loggers);
    }

    public IReadOnlyList<string> Addresses => _tcp.Addresses;

    public Task StartAsync(CancellationToken cancellation) => _tcp.StartAsync(cancellation);

    public async Task DrainAsync(TimeSpan deadline)
    {
        using CancellationTokenSource abort = new(deadline);
        await _tcp.DrainAsync(abort.Token);
    }

    public IEnumerable<KeyValuePair<string, long>> Extra() => [];

    public ValueTask DisposeAsync() => _tcp.DisposeAsync();
}
