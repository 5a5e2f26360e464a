using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;
using Nanoservices.Payloads;
using Nanoservices.Shims.AspNetCore.Memories;

namespace Nanoservices.Shims.AspNetCore;

/// <summary>
/// The results of a minimal API that take bytes, for a payload. They are ASP.NET Core's own: what the head says, ranges,
/// conditional requests and HEAD included, is decided by the same code; only the bytes stay where they are. Middleware that looks
/// at the body gets them, brought here and counted. Thread-safe.
/// </summary>
public static class PayloadResults
{
    private const string BytesReason = "Results.Bytes: looked at on its way to the response";
    private const string FileReason = "Results.File: looked at on its way to the response";

    /// <summary>As <see cref="Results.Bytes(byte[], string?, string?, bool, DateTimeOffset?, EntityTagHeaderValue?)"/>.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="contents"/> is null.</exception>
    public static IResult Bytes(
        Payload contents, string? contentType = null, string? fileDownloadName = null, bool enableRangeProcessing = false,
        DateTimeOffset? lastModified = null, EntityTagHeaderValue? entityTag = null)
    {
        ArgumentNullException.ThrowIfNull(contents);
        return Results.Bytes(
            PayloadMemory.Of(contents, BytesReason), contentType, fileDownloadName, enableRangeProcessing, lastModified, entityTag);
    }

    /// <summary>As <see cref="Results.File(byte[], string?, string?, bool, DateTimeOffset?, EntityTagHeaderValue?)"/>.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="fileContents"/> is null.</exception>
    public static IResult File(
        Payload fileContents, string? contentType = null, string? fileDownloadName = null, bool enableRangeProcessing = false,
        DateTimeOffset? lastModified = null, EntityTagHeaderValue? entityTag = null)
    {
        ArgumentNullException.ThrowIfNull(fileContents);
        return Results.Bytes(
            PayloadMemory.Of(fileContents, FileReason), contentType, fileDownloadName, enableRangeProcessing, lastModified, entityTag);
    }
}
