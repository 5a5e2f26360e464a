namespace Migrate.Analyzers.Catalog;

/// <summary>
/// Looks that can be named. A library call that is in no table is not thereby harmless: what can't be read is Unknown.
/// </summary>
public static class LookTable
{
    /// <summary>All of them; the first that fits counts.</summary>
    public static IReadOnlyList<LookApi> All { get; } =
    [
        new("System.Security.Cryptography.RandomNumberGenerator", "filled with random bytes", MayWrite: true),
        new("System.Security.Cryptography.CryptographicOperations", "compared or cleared", MayWrite: true),
        new("System.Security.Cryptography.", "hashed or encrypted"),
        new("System.IO.Hashing.", "hashed"),
        new("System.IO.Compression.", "compressed or decompressed"),
        new("System.Text.Json.", "parsed as JSON"),
        new("System.Text.", "decoded as text"),
        new("System.Convert", "encoded"),
        new("System.BitConverter", "decoded"),
        new("System.Buffers.Binary.", "decoded or encoded", MayWrite: true),
        new("System.Linq.", "enumerated"),
        new("System.MemoryExtensions", "made into a span", MayWrite: true),
        new("System.Array", "handled as an array", MayWrite: true),
        new("System.Buffer", "copied", MayWrite: true),
        new("System.IO.MemoryStream", "wrapped in a stream", MayWrite: true),
        new("System.IO.File", "written to a file"),
    ];
}
