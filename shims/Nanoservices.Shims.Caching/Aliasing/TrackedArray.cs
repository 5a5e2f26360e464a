using System.Diagnostics.CodeAnalysis;

namespace Nanoservices.Shims.Caching.Aliasing;

/// <summary>
/// An array that an app may have in its hands, known without keeping it alive. Alive: some code can reach it. Dying: none can,
/// but its last content has not been compared yet. Under the table's lock.
/// </summary>
internal sealed class TrackedArray(byte[] array)
{
    // Cleared by the collection that finds the array unreachable, in the same instant in which its sentinel becomes due.
    private readonly WeakReference<byte[]> _alive = new(array);

    // Cleared when the memory goes, which the sentinel, and then the settler, hold off.
    private readonly WeakReference<byte[]> _there = new(array, trackResurrection: true);

    /// <summary>Versions that it stands for: several when it is under several keys.</summary>
    internal HashSet<Alias> Aliases { get; } = [];

    /// <summary>Those of them that lost their last key, oldest first; a few are kept.</summary>
    internal Queue<Alias> Keyless { get; } = new();

    /// <summary>Whether it stands for nothing any more: settled, or another object tracks the same array now.</summary>
    internal bool HasEnded { get; set; }

    internal bool IsAlive([NotNullWhen(true)] out byte[]? array) => _alive.TryGetTarget(out array);

    /// <summary>The array, alive or dying.</summary>
    internal bool IsThere([NotNullWhen(true)] out byte[]? array) => _there.TryGetTarget(out array);
}
