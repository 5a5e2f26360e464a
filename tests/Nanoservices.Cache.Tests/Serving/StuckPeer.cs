using Nanoservices.Fabric.Contract;
using Nanoservices.Outcomes;

namespace Nanoservices.Cache.Tests.Serving;

/// <summary>A peer that takes nothing: its handler never returns from its first message until it is let go.</summary>
internal sealed class StuckPeer : IMessageHandler, IDisposable
{
    private readonly ManualResetEventSlim _go = new();

    public void OnMessage(IEndpoint endpoint, ReadOnlySpan<byte> message) => _go.Wait();

    public void OnClosed(IEndpoint endpoint, FailureKind why)
    {
    }

    public void Dispose() => _go.Set();
}
