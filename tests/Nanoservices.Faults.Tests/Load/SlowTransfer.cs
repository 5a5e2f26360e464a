using Nanoservices.Faults.Tests.Hosts;

namespace Nanoservices.Faults.Tests.Load;

/// <summary>One long transfer by a slow client, on a connection of its own.</summary>
internal sealed class SlowTransfer : IDisposable
{
    private const int SmallBuffer = 64 * 1024;

    private readonly HttpPeer _peer;

    private SlowTransfer(FaultHost host, string name, int key, Func<HttpPeer, Task<Answer>> run)
    {
        _peer = new HttpPeer(host.Port, FaultHost.Guard, SmallBuffer);
        Name = name;
        Key = key;
        Ended = run(_peer);
    }

    /// <summary>What it is.</summary>
    public string Name { get; }

    /// <summary>Of what.</summary>
    public int Key { get; }

    /// <summary>How it ended.</summary>
    public Task<Answer> Ended { get; }

    /// <summary>Bytes that have come or gone so far.</summary>
    public long Moved => _peer.Moved;

    /// <summary>Begins a GET.</summary>
    public static SlowTransfer Download(FaultHost host, string shape, int key, TimeSpan pause) =>
        new(host, $"GET {shape}", key, peer => peer.GetAsync($"/{shape}/{key}", pause));

    /// <summary>Begins a PUT.</summary>
    public static SlowTransfer Upload(FaultHost host, string shape, int key, byte[] body, TimeSpan pause) =>
        new(host, $"PUT {shape}", key, peer => peer.PutAsync($"/{shape}/{key}", body, pause));

    /// <inheritdoc/>
    public void Dispose() => _peer.Dispose();
}
