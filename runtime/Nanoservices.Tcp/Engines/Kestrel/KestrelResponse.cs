using System.IO.Pipelines;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Primitives;
using Nanoservices.Tcp.Exchanges;
using Nanoservices.Wire;

namespace Nanoservices.Tcp.Engines.Kestrel;

/// <summary>The response to Kestrel's current request; or, after an upgrade, what goes to the client.</summary>
internal sealed class KestrelResponse : IResponse
{
    private IFeatureCollection _features = null!;
    private IHttpResponseFeature _response = null!;
    private IHttpResponseBodyFeature _body = null!;
    private PipeWriter? _upgraded;

    /// <inheritdoc/>
    public bool HasStarted => _upgraded is not null || _response.HasStarted;

    /// <inheritdoc/>
    public PipeWriter Writer => _upgraded ?? _body.Writer;

    /// <summary>For the next request.</summary>
    internal void Reset(IFeatureCollection features)
    {
        _features = features;
        _response = features.GetRequiredFeature<IHttpResponseFeature>();
        _body = features.GetRequiredFeature<IHttpResponseBodyFeature>();
        _upgraded = null;
    }

    /// <summary>From here on, bytes go to the upgraded connection.</summary>
    internal void Upgrade(PipeWriter writer) => _upgraded = writer;

    /// <inheritdoc/>
    public void SetHead(int status, string? reason)
    {
        _response.StatusCode = status;
        _response.ReasonPhrase = reason;
    }

    /// <inheritdoc/>
    public void AddField(in Field field)
    {
        // Kestrel fills in its own fields only when the head leaves: what is there now is what the app has set.
        StringValues present = _response.Headers[field.Name];
        _response.Headers[field.Name] = present.Count == 0 ? field.Value : StringValues.Concat(present, field.Value);
    }

    /// <inheritdoc/>
    public void SetTrailers(Field[] trailers)
    {
        if (_features.Get<IHttpResponseTrailersFeature>()?.Trailers is not IHeaderDictionary target)
        {
            return;
        }

        foreach (Field trailer in trailers)
        {
            target[trailer.Name] = StringValues.Concat(target[trailer.Name], trailer.Value);
        }
    }

    /// <inheritdoc/>
    public void CloseAfterwards() => _features.Get<IConnectionLifetimeNotificationFeature>()?.RequestClose();

    /// <summary>What Kestrel will log of this response's end, the brain has logged.</summary>
    internal void MarkRelayed()
    {
        IHttpRequestIdentifierFeature feature = _features.GetRequiredFeature<IHttpRequestIdentifierFeature>();
        feature.TraceIdentifier += KestrelLogFilter.RelayedTrace;
    }

    /// <inheritdoc/>
    public void Abort() => _features.GetRequiredFeature<IHttpRequestLifetimeFeature>().Abort();

    /// <inheritdoc/>
    public Task StartAsync() => _upgraded is null ? _body.StartAsync() : Task.CompletedTask;
}
