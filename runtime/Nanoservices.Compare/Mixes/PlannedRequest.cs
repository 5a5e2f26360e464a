namespace Nanoservices.Compare.Mixes;

/// <summary>A request that will be sent to both sides. Immutable.</summary>
/// <param name="Number">Its number in the run, from 1.</param>
/// <param name="Method">GET, HEAD, PUT or DELETE.</param>
/// <param name="Target">The object's path.</param>
/// <param name="BodyLength">Bytes; -1: no body.</param>
/// <param name="BodySeed">What the body follows from.</param>
/// <param name="Chunked">Whether the body is sent in chunks.</param>
/// <param name="Field">One more field line, or null.</param>
internal sealed record PlannedRequest(
    int Number, string Method, string Target, long BodyLength = -1, ulong BodySeed = 0, bool Chunked = false, string? Field = null)
{
    /// <summary>As a person would write it.</summary>
    public override string ToString()
    {
        string body = BodyLength < 0 ? "" : $" with {BodyLength:N0} bytes{(Chunked ? " in chunks" : "")}";
        return $"#{Number} {Method} {Target}{body}{(Field is null ? "" : $" ({Field})")}";
    }
}
