using Nanoservices.Fabric.Defects;

namespace Nanoservices.Fabric.Links;

/// <summary>How a <see cref="PeerLink"/> behaves. The defaults are meant for peers on one host.</summary>
public sealed record PeerLinkOptions
{
    /// <summary>How long one attempt to connect may take, handshake included.</summary>
    public TimeSpan ConnectDeadline { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>The first pause before a redial; it doubles with each failure.</summary>
    public TimeSpan FirstBackoff { get; init; } = TimeSpan.FromMilliseconds(10);

    /// <summary>The longest pause.</summary>
    public TimeSpan LongestBackoff { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>How many may wait for the connection at once.</summary>
    public int MaxWaiters { get; init; } = 4096;

    /// <summary>The clock of pauses and deadlines.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Is told of exceptions out of the session factory and the events.</summary>
    public Action<FabricDefect> OnDefect { get; init; } = FabricDefect.WriteToStandardError;
}
