namespace Nanoservices.Wire;

/// <summary>A message does not follow its format. Whoever receives it closes the endpoint: the peer is defective.</summary>
public sealed class WireFormatException : Exception
{
    /// <summary>Creates it; <paramref name="what"/> names the message and the field.</summary>
    public WireFormatException(string what)
        : base(what)
    {
    }
}
