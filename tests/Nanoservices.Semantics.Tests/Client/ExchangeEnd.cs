namespace Nanoservices.Semantics.Tests.Client;

/// <summary>How much of a response came.</summary>
public enum ExchangeEnd
{
    /// <summary>Not a byte, or the head was cut off.</summary>
    NoHead,

    /// <summary>The body, its framing or its trailers were cut off.</summary>
    Short,

    /// <summary>All of it.</summary>
    Complete,
}
