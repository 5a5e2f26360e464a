namespace Nanoservices.Fabric.Rings;

/// <summary>
/// How long to look before sleeping. Spinning pays only when a message comes within the cost of a sleep and a core is free
/// for it, so the budget is earned: a look that found something doubles it, one that did not halves it down to nothing, and a
/// sleep that ended almost at once earns a first look. On one or two cores the ceiling is a microsecond or so: there the
/// spinner takes the core from whoever it waits for. One thread.
/// </summary>
internal sealed class SpinBudget
{
    private static readonly int Ceiling = Environment.ProcessorCount switch { <= 1 => 0, 2 => 16, _ => 256 };

    private int _looks;

    /// <summary>How many looks to take now.</summary>
    internal int Looks => _looks;

    /// <summary>The looks found something.</summary>
    internal void Found() => _looks = Math.Min(Ceiling, _looks * 2);

    /// <summary>They found nothing.</summary>
    internal void Missed() => _looks /= 2;

    /// <summary>A sleep was ended by a ring after <paramref name="slept"/>.</summary>
    internal void Slept(TimeSpan slept)
    {
        if (slept < TimeSpan.FromMicroseconds(20))
        {
            _looks = Math.Min(Ceiling, Math.Max(4, _looks * 2));
        }
    }
}
