using System.Threading.Channels;
using Nanoservices.Fabric.Contract;

namespace Nanoservices.Fabric.Rendezvous;

/// <summary>Connections whose handshake is complete and that nobody has accepted yet; bounded. Thread-safe.</summary>
internal sealed class AcceptQueue
{
    /// <summary>How many may wait.</summary>
    internal const int Capacity = 128;

    private readonly Channel<IEndpoint> _channel = Channel.CreateBounded<IEndpoint>(Capacity);

    /// <summary>Whether one more can wait.</summary>
    internal bool HasRoom => _channel.Reader.Count < Capacity;

    /// <summary>False when it is full or closed.</summary>
    internal bool TryAdd(IEndpoint endpoint) => _channel.Writer.TryWrite(endpoint);

    /// <summary>The next, or null when it was closed.</summary>
    internal async ValueTask<IEndpoint?> TakeAsync(CancellationToken cancellation)
    {
        while (await _channel.Reader.WaitToReadAsync(cancellation))
        {
            if (_channel.Reader.TryRead(out IEndpoint? endpoint))
            {
                return endpoint;
            }
        }

        return null;
    }

    /// <summary>Ends those who wait, and disposes what nobody accepted.</summary>
    internal async ValueTask CloseAsync()
    {
        _channel.Writer.TryComplete();
        while (_channel.Reader.TryRead(out IEndpoint? endpoint))
        {
            await endpoint.DisposeAsync();
        }
    }
}
