using System.IO.Pipelines;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Primitives;
using Nanoservices.Outcomes;
using Nanoservices.Tcp.Exchanges;
using Nanoservices.Wire;

namespace Nanoservices.Tcp.Engines.Kestrel;

/// <summary>The body of Kestrel's current request; or, after an upgrade, what the client sends.</summary>
internal sealed class KestrelBody : IRequestBody
{
    private IFeatureCollection _features = null!;
    private PipeReader? _upgraded;

    /// <summary>What Kestrel's read threw that would have made an answer of its own (400, 408, 413); null: nothing.</summary>
    internal BadHttpRequestException? Rejection { get; private set; }

    /// <inheritdoc/>
    public PipeReader Reader => _upgraded ?? _features.GetRequiredFeature<IRequestBodyPipeFeature>().Reader;

    /// <inheritdoc/>
    public long? Length => _features.GetRequiredFeature<IHttpRequestFeature>().Headers.ContentLength
        ?? (_features.Get<IHttpRequestBodyDetectionFeature>()?.CanHaveBody == false ? 0 : null);

    /// <inheritdoc/>
    public long? Limit
    {
        get => _features.Get<IHttpMaxRequestBodySizeFeature>()?.MaxRequestBodySize;
        set
        {
            if (_features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } feature)
            {
                feature.MaxRequestBodySize = value;
            }
        }
    }

    /// <summary>For the next request.</summary>
    internal void Reset(IFeatureCollection features)
    {
        _features = features;
        _upgraded = null;
        Rejection = null;
    }

    /// <summary>From here on, what the client sends is read from the upgraded connection.</summary>
    internal void Upgrade(PipeReader reader) => _upgraded = reader;

    /// <inheritdoc/>
    public Field[] Trailers()
    {
        if (_upgraded is not null || _features.Get<IHttpRequestTrailersFeature>() is not { Available: true } feature || feature.Trailers.Count == 0)
        {
            return [];
        }

        List<Field> trailers = [];
        foreach ((string name, StringValues values) in feature.Trailers)
        {
            foreach (string? value in values)
            {
                trailers.Add(new Field(name, value ?? ""));
            }
        }

        return [.. trailers];
    }

    /// <inheritdoc/>
    public BodyFailure Describe(Exception exception)
    {
        switch (exception)
        {
            case BadHttpRequestException rejection:
                Rejection = rejection;
                FailureKind kind = rejection.StatusCode == StatusCodes.Status413PayloadTooLarge ? FailureKind.TooLarge : FailureKind.BadRequest;
                return new BodyFailure(kind, (ushort)rejection.StatusCode, rejection.Message);
            case IOException or OperationCanceledException or ConnectionAbortedException:
                return new BodyFailure(FailureKind.ClientGone, 0, exception.Message);
            default:
                return new BodyFailure(FailureKind.Internal, 0, exception.Message);
        }
    }
}
