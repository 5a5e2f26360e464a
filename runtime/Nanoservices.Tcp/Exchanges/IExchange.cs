using Nanoservices.Wire;

namespace Nanoservices.Tcp.Exchanges;

/// <summary>
/// One request and its response, as the session with its brain sees it. An engine may use one object for many exchanges, one
/// after the other: calls for an id that is no longer its own are ignored. Thread-safe; none of its members blocks.
/// </summary>
public interface IExchange
{
    /// <summary>A message of the brain; the memory is the fabric's and void afterwards.</summary>
    /// <exception cref="WireFormatException">It breaks the protocol: the brain's connection is closed.</exception>
    void OnMessage(ulong id, ReadOnlySpan<byte> message);

    /// <summary>The connection to the brain has ended; comes once, and nothing after it.</summary>
    void OnBrainGone(ulong id);
}
