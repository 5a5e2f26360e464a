namespace Migrate.Analyzers.Catalog;

/// <summary>Which types spend which resource.</summary>
public static class ResourceTable
{
    /// <summary>All entries; the first that fits counts.</summary>
    public static IReadOnlyList<ResourceApi> All { get; } =
    [
        new("Microsoft.Extensions.Caching.", ResourceKind.MemoryCache),
        new("System.Net.Http.", ResourceKind.OutboundNetwork),
        new("System.Net.Sockets.", ResourceKind.OutboundNetwork),
        new("System.IO.File", ResourceKind.Storage),
        new("System.IO.FileInfo", ResourceKind.Storage),
        new("System.IO.FileStream", ResourceKind.Storage),
        new("System.IO.Directory", ResourceKind.Storage),
        new("Microsoft.Extensions.FileProviders.", ResourceKind.Storage),
        new("System.Security.Cryptography.", ResourceKind.Processor),
        new("System.IO.Hashing.", ResourceKind.Processor),
        new("System.IO.Compression.", ResourceKind.Processor),
    ];
}
