namespace Nanoservices.Shims.AspNetCore.Links;

/// <summary>
/// How many files may be under way to a TCP nanoservice at once: far below what its end of the connection takes, which ends a connection
/// that floods it. Beyond, the brain reads files itself. Thread-safe.
/// </summary>
internal sealed class FileAllowance
{
    /// <summary>The most; the fabric's bound is 4096 (docs/fabric.md, "Files").</summary>
    internal const int Most = 2048;

    private int _underWay;

    /// <summary>Takes one; false: none is left.</summary>
    public bool TryTake()
    {
        if (Interlocked.Increment(ref _underWay) <= Most)
        {
            return true;
        }

        Return();
        return false;
    }

    /// <summary>Gives one back.</summary>
    public void Return() => Interlocked.Decrement(ref _underWay);
}
