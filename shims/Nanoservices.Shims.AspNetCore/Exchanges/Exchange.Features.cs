using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using Nanoservices.Shims.AspNetCore.Features;
using Nanoservices.Wire;

namespace Nanoservices.Shims.AspNetCore.Exchanges;

/// <summary>Which features there are.</summary>
internal sealed partial class Exchange : IEndpointFeature, IRouteValuesFeature
{
    private static readonly Type[] Places =
    [
        typeof(IHttpRequestFeature), typeof(IHttpResponseFeature), typeof(IHttpResponseBodyFeature), typeof(IRouteValuesFeature),
        typeof(IEndpointFeature), typeof(IHttpRequestLifetimeFeature), typeof(IHttpRequestIdentifierFeature),
        typeof(IHttpRequestBodyDetectionFeature), typeof(IRequestBodyPipeFeature), typeof(IHttpMaxRequestBodySizeFeature),
        typeof(IHttpBodyControlFeature), typeof(IHttpConnectionFeature), typeof(IHttpUpgradeFeature),
        typeof(IHttpRequestTrailersFeature), typeof(IHttpResponseTrailersFeature), typeof(IHttpResetFeature),
        typeof(ITlsConnectionFeature), typeof(IHttpExtendedConnectFeature), typeof(IServiceProvidersFeature), typeof(IItemsFeature),
        typeof(IQueryFeature), typeof(IFormFeature), typeof(IHttpActivityFeature), typeof(IHttpMetricsTagsFeature),
    ];

    private Endpoint? _endpoint;
    private RouteValueDictionary? _routeValues;

    Endpoint? IEndpointFeature.Endpoint
    {
        get => _endpoint;
        set => _endpoint = value;
    }

    RouteValueDictionary IRouteValuesFeature.RouteValues
    {
        get => _routeValues ??= [];
        set => _routeValues = value;
    }

    /// <summary>The features for the app; made once.</summary>
    public ExchangeFeatures<TContext> CreateFeatures<TContext>()
        where TContext : notnull
    {
        object?[] features = new object?[Places.Length];
        Array.Fill(features, this, 0, 12);
        bool http1 = !Head.Flags.HasFlag(RequestFlags.Resettable);
        features[12] = http1 ? this : null;
        features[13] = this;
        features[14] = Head.Flags.HasFlag(RequestFlags.Trailers) ? this : null;
        features[15] = http1 ? null : Lifetime;
        features[16] = Head.Scheme == "https" ? this : null;
        features[5] = Lifetime;
        return new ExchangeFeatures<TContext>(Places, features);
    }
}
