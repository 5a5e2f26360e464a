namespace Migrate.Analyzers;

/// <summary>
/// Metadata names of the run-time types that build-time code writes calls to. Build-time code never references the
/// run-time assemblies: it knows them by these names only, and one test proves the names true.
/// </summary>
public static class RuntimeTypeNames
{
    /// <summary>A payload: a handle, or bytes where some code has looked.</summary>
    public const string Payload = "Nanoservices.Payloads.Payload";

    /// <summary>Payload forms of <c>IDistributedCache</c>'s members.</summary>
    public const string DistributedCachePayloadExtensions = "Nanoservices.Shims.Caching.DistributedCachePayloadExtensions";

    /// <summary>Payload forms of <c>Results.Bytes</c> and <c>Results.File</c>.</summary>
    public const string PayloadResults = "Nanoservices.Shims.AspNetCore.PayloadResults";

    /// <summary>Payload forms of <c>ControllerBase.File</c>.</summary>
    public const string PayloadControllerExtensions = "Nanoservices.Shims.AspNetCore.PayloadControllerExtensions";

    /// <summary>Payload forms of reading a request's and writing a response's body.</summary>
    public const string PayloadHttpExtensions = "Nanoservices.Shims.AspNetCore.PayloadHttpExtensions";

    /// <summary>Simple name of <see cref="Payload"/>.</summary>
    public const string PayloadSimpleName = "Payload";

    /// <summary>Simple name of <see cref="PayloadResults"/>.</summary>
    public const string PayloadResultsSimpleName = "PayloadResults";

    /// <summary><c>IDistributedCache.Get</c>'s payload form.</summary>
    public const string GetPayload = "GetPayload";

    /// <summary><c>IDistributedCache.GetAsync</c>'s payload form.</summary>
    public const string GetPayloadAsync = "GetPayloadAsync";

    /// <summary><c>IDistributedCache.Set</c>'s payload form.</summary>
    public const string SetPayload = "SetPayload";

    /// <summary><c>IDistributedCache.SetAsync</c>'s payload form.</summary>
    public const string SetPayloadAsync = "SetPayloadAsync";

    /// <summary><c>ControllerBase.File</c>'s payload form.</summary>
    public const string PayloadFile = "PayloadFile";

    /// <summary><c>HttpResponse.Body.WriteAsync</c>'s payload form.</summary>
    public const string WritePayloadAsync = "WritePayloadAsync";

    /// <summary><c>HttpRequest.Body.CopyToAsync</c>'s payload form.</summary>
    public const string ReadPayloadAsync = "ReadPayloadAsync";

    /// <summary>The namespace part of a metadata name given above.</summary>
    public static string NamespaceOf(string metadataName) => metadataName.Substring(0, metadataName.LastIndexOf('.'));
}
