using System.Buffers;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.Unicode;
using Nanoservices.Wire;

namespace Nanoservices.Shims.Caching.Keys;

/// <summary>
/// An app's key as it goes over the wire. A cache in memory tells all strings apart, the wire carries UTF-8 of bounded length: keys that
/// are too long, or not well-formed UTF-16, go as the SHA-256 of their UTF-16, behind a prefix that no other key is let keep.
/// </summary>
internal static class WireKey
{
    private const string Prefix = "\0nanoservices:sha256:";

    /// <summary>The key on the wire: different ones for different keys.</summary>
    internal static string Of(string key) =>
        key.Length <= CacheKey.MaxLength && !key.StartsWith(Prefix, StringComparison.Ordinal) && IsWellFormed(key)
            ? key
            : Prefix + Convert.ToHexString(SHA256.HashData(MemoryMarshal.AsBytes(key.AsSpan())));

    private static bool IsWellFormed(ReadOnlySpan<char> key)
    {
        Span<byte> room = stackalloc byte[256];
        while (!key.IsEmpty)
        {
            OperationStatus status = Utf8.FromUtf16(key, room, out int read, out _, replaceInvalidSequences: false);
            if (status == OperationStatus.Done)
            {
                return true;
            }

            if (status != OperationStatus.DestinationTooSmall)
            {
                return false;
            }

            key = key[read..];
        }

        return true;
    }
}
