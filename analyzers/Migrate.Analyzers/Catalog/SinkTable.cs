namespace Migrate.Analyzers.Catalog;

/// <summary>The sinks that the analysis knows.</summary>
public static class SinkTable
{
    private static readonly PropertyName Body = new(TypeNames.HttpResponse, "Body");
    private static readonly PropertyName BodyWriter = new(TypeNames.HttpResponse, "BodyWriter");

    /// <summary>All of them.</summary>
    public static IReadOnlyList<SinkApi> All { get; } =
    [
        Response(TypeNames.Results, "Bytes", "contents", SinkForm.ResultFactory),
        Response(TypeNames.Results, "File", "fileContents", SinkForm.ResultFactory),
        Response(TypeNames.TypedResults, "Bytes", "contents", SinkForm.ResultFactory),
        Response(TypeNames.TypedResults, "File", "fileContents", SinkForm.ResultFactory),
        Response(TypeNames.ControllerBase, "File", "fileContents", SinkForm.ControllerFile),
        Response(TypeNames.Stream, "WriteAsync", "buffer", SinkForm.BodyWriteAsync, Body),
        Response(TypeNames.Stream, "Write", "buffer", SinkForm.BodyWrite, Body),
        Response(TypeNames.PipeWriter, "WriteAsync", "source", SinkForm.BodyWriterWriteAsync, BodyWriter),
        Cache(TypeNames.DistributedCache, "Set", SinkForm.CacheSet),
        Cache(TypeNames.DistributedCache, "SetAsync", SinkForm.CacheSetAsync),
        Cache(TypeNames.DistributedCacheExtensions, "Set", SinkForm.CacheSet),
        Cache(TypeNames.DistributedCacheExtensions, "SetAsync", SinkForm.CacheSetAsync),
    ];

    private static SinkApi Response(string type, string method, string parameter, SinkForm form, PropertyName? through = null)
        => new(type, method, parameter, through, form, ResourceKind.ClientNetwork);

    private static SinkApi Cache(string type, string method, SinkForm form)
        => new(type, method, "value", null, form, ResourceKind.MemoryCache);
}
