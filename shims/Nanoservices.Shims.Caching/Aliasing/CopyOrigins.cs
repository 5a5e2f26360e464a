using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Nanoservices.Payloads;

namespace Nanoservices.Shims.Caching.Aliasing;

/// <summary>
/// Payloads that are copies of arrays, as there was no room for a block: whoever puts one under a key puts the array there, as the
/// code that moved arrays did. Thread-safe.
/// </summary>
internal sealed class CopyOrigins
{
    private readonly ConditionalWeakTable<Payload, byte[]> _arrays = [];

    /// <summary>A payload of what the array is now.</summary>
    internal Payload Copy(byte[] array)
    {
        Payload copy = Payload.FromBytes(array.ToArray());
        _arrays.Add(copy, array);
        return copy;
    }

    /// <summary>The array that a payload was copied from; false: it was not.</summary>
    internal bool TryFind(Payload payload, [NotNullWhen(true)] out byte[]? array) => _arrays.TryGetValue(payload, out array);
}
