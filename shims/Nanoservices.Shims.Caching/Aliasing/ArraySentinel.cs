namespace Nanoservices.Shims.Caching.Aliasing;

/// <summary>
/// Attached to an array by a ConditionalWeakTable, so it becomes unreachable exactly when the array does. Its finalizer brings both back,
/// for a last comparison: no code of the app can see the array any more, so its content is final.
/// </summary>
internal sealed class ArraySentinel(byte[] array, TrackedArray tracked, AliasTable table)
{
    ~ArraySentinel()
    {
        if (!Tracked.HasEnded)
        {
            table.OnDied(this);
        }
    }

    internal byte[] Array { get; } = array;

    internal TrackedArray Tracked { get; } = tracked;
}
