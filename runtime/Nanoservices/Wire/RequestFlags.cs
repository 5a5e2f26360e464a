namespace Nanoservices.Wire;

/// <summary>Flags of a <see cref="MessageKind.Request"/>.</summary>
[Flags]
public enum RequestFlags : ushort
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>A body may follow (IHttpRequestBodyDetectionFeature.CanHaveBody).</summary>
    CanHaveBody = 1,

    /// <summary>The client asked to switch protocols (IHttpUpgradeFeature.IsUpgradableRequest).</summary>
    Upgradable = 2,

    /// <summary>The stream can be reset with an error code: HTTP/2 and HTTP/3 (IHttpResetFeature).</summary>
    Resettable = 4,

    /// <summary>Response trailers can be sent (IHttpResponseTrailersFeature).</summary>
    Trailers = 8,
}
