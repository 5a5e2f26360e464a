namespace Nanoservices.Wire;

/// <summary>Settings of the app's server that the TCP nanoservice must honour, named after KestrelServerOptions and its Limits. Two bytes on the wire: append only.</summary>
public enum ServerSetting : ushort
{
    /// <summary>No setting.</summary>
    None = 0,

    /// <summary>0 or 1.</summary>
    AddServerHeader = 1,

    /// <summary>Bytes; -1: none.</summary>
    MaxRequestBodySize = 2,

    /// <summary>Bytes; -1: none.</summary>
    MaxRequestBufferSize = 3,

    /// <summary>Bytes; -1: none.</summary>
    MaxResponseBufferSize = 4,

    /// <summary>Count.</summary>
    MaxRequestHeaderCount = 5,

    /// <summary>Bytes.</summary>
    MaxRequestHeadersTotalSize = 6,

    /// <summary>Bytes.</summary>
    MaxRequestLineSize = 7,

    /// <summary>Milliseconds; -1: none.</summary>
    KeepAliveTimeout = 8,

    /// <summary>Milliseconds; -1: none.</summary>
    RequestHeadersTimeout = 9,

    /// <summary>Count; -1: none.</summary>
    MaxConcurrentConnections = 10,

    /// <summary>Count; -1: none.</summary>
    MaxConcurrentUpgradedConnections = 11,

    /// <summary>Bytes a second, times 1000; -1: none.</summary>
    MinRequestBodyRate = 12,

    /// <summary>Milliseconds.</summary>
    MinRequestBodyGrace = 13,

    /// <summary>Bytes a second, times 1000; -1: none.</summary>
    MinResponseRate = 14,

    /// <summary>Milliseconds.</summary>
    MinResponseGrace = 15,

    /// <summary>0 or 1.</summary>
    AllowResponseHeaderCompression = 16,

    /// <summary>0 or 1.</summary>
    AllowHostHeaderOverride = 17,

    /// <summary>0 or 1.</summary>
    AllowAlternateSchemes = 18,

    /// <summary>0 or 1.</summary>
    DisableStringReuse = 19,

    /// <summary>0 or 1: whether a malformed request's complaint says what was found, as it does where the app's level for Kestrel's logs is Information.</summary>
    ErrorDetails = 20,
}
