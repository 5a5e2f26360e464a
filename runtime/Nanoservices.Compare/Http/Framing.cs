namespace Nanoservices.Compare.Http;

/// <summary>How a response's body is told from what follows it (RFC 9112, section 6.3).</summary>
internal enum Framing
{
    NoBody,
    Length,
    Chunked,
    UntilClose,
}
