using Nanoservices.Outcomes;

namespace Nanoservices.Fabric.Contract;

/// <summary>
/// Takes what arrives at an endpoint. Called by one thread at a time, in order, on the fabric's thread: it must not block.
/// An exception out of it is a defect: the endpoint is closed with <see cref="FailureKind.Internal"/>.
/// </summary>
public interface IMessageHandler
{
    /// <summary>A message. The span is the fabric's memory and void when the call returns.</summary>
    void OnMessage(IEndpoint endpoint, ReadOnlySpan<byte> message);

    /// <summary>The endpoint has ended; called once, after the last message, nothing follows.</summary>
    void OnClosed(IEndpoint endpoint, FailureKind why);
}
