namespace Nanoservices.Semantics.Tests.Client;

/// <summary>How a response's body is told from what follows it.</summary>
public enum Framing
{
    NoBody,
    Length,
    Chunked,
    UntilClose,
}
