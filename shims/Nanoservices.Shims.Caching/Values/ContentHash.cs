using System.IO.Hashing;
using System.Security.Cryptography;

namespace Nanoservices.Shims.Caching.Values;

/// <summary>
/// 128 bits that tell contents apart: XXH128 under a seed of this process, so that nobody outside can make two that agree.
/// </summary>
internal static class ContentHash
{
    private static readonly long Seed = BitConverter.ToInt64(RandomNumberGenerator.GetBytes(8));

    /// <summary>For content that comes in parts.</summary>
    internal static XxHash128 Begin() => new(Seed);

    internal static UInt128 Of(ReadOnlySpan<byte> content) => XxHash128.HashToUInt128(content, Seed);
}
