using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Nanoservices.Payloads;
using Nanoservices.Shims.AspNetCore.Exchanges;
using Nanoservices.Shims.AspNetCore.Memories;

namespace Nanoservices.Shims.AspNetCore;

/// <summary>Reading and writing payloads where an app read and wrote whole arrays. As thread-safe as the request and the response.</summary>
public static class PayloadHttpExtensions
{
    private const string WriteReason = "Response.Body.WriteAsync: looked at on its way to the response";

    /// <summary>
    /// As <c>response.Body.WriteAsync(bytes, cancellationToken)</c>: completes when the bytes are taken, or their source is pinned; null
    /// is no bytes, as a null array.
    /// </summary>
    /// <exception cref="Outcomes.NanoserviceException">The nanoservice that holds the payload could not deliver it; the response is aborted.</exception>
    public static ValueTask WritePayloadAsync(this HttpResponse response, Payload? payload, CancellationToken cancellationToken = default) =>
        response.Body.WriteAsync(payload is null ? default : PayloadMemory.Of(payload, WriteReason), cancellationToken);

    /// <summary>As <c>response.Body.WriteAsync(bytes, offset, count, cancellationToken)</c>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The range is outside the payload.</exception>
    /// <exception cref="Outcomes.NanoserviceException">The nanoservice that holds the payload could not deliver it; the response is aborted.</exception>
    public static ValueTask WritePayloadAsync(
        this HttpResponse response, Payload payload, int offset, int count, CancellationToken cancellationToken = default) =>
        response.Body.WriteAsync(PayloadMemory.Of(payload, WriteReason).Slice(offset, count), cancellationToken);

    /// <summary>
    /// As copying <c>request.Body</c> to a MemoryStream and taking its array: completes when the whole body is held. The bytes go straight to the
    /// cache nanoservice, unless something replaced the request's body or has begun to read it: then they come here, and are counted.
    /// </summary>
    /// <exception cref="BadHttpRequestException">The body is malformed, too large, or ended early.</exception>
    /// <exception cref="OperationCanceledException">The token fired, or the request was aborted.</exception>
    /// <exception cref="IOException">The connection was reset, or the body is longer than an array can be.</exception>
    public static async Task<Payload> ReadPayloadAsync(this HttpRequest request, CancellationToken cancellationToken = default)
    {
        IFeatureCollection features = request.HttpContext.Features;
        if (features.Get<IHttpRequestFeature>() is Exchange exchange && exchange.CanScatter(features))
        {
            Payload? scattered = await exchange.ScatterAsync(cancellationToken);
            if (scattered is not null)
            {
                return scattered;
            }
        }

        MemoryStream bytes = new();
        await request.Body.CopyToAsync(bytes, cancellationToken);
        return Payload.FromBytes(bytes.GetBuffer().AsMemory(0, (int)bytes.Length));
    }
}
