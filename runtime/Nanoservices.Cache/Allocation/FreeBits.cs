using System.Numerics;

namespace Nanoservices.Cache.Allocation;

/// <summary>
/// A set of numbers below a bound, as bits with a summary above them: a bit of a level says that a word of the level below is not
/// empty. Add, remove and the smallest member take a step per level (at most 5 for 2^30). Not thread-safe.
/// </summary>
internal sealed class FreeBits
{
    private readonly ulong[][] _levels;

    /// <summary>An empty set of numbers below <paramref name="bound"/>.</summary>
    internal FreeBits(int bound)
    {
        List<ulong[]> levels = [];
        int bits = Math.Max(bound, 1);
        do
        {
            bits = (bits + 63) >> 6;
            levels.Add(new ulong[bits]);
        }
        while (bits > 1);
        _levels = [.. levels];
    }

    internal bool IsEmpty => _levels[^1][0] == 0;

    internal bool Contains(int number) => (_levels[0][number >> 6] >> number & 1) != 0;

    internal void Add(int number)
    {
        foreach (ulong[] level in _levels)
        {
            ref ulong word = ref level[number >> 6];
            bool known = word != 0;
            word |= 1UL << number;
            if (known)
            {
                return;
            }

            number >>= 6;
        }
    }

    internal void Remove(int number)
    {
        foreach (ulong[] level in _levels)
        {
            ref ulong word = ref level[number >> 6];
            word &= ~(1UL << number);
            if (word != 0)
            {
                return;
            }

            number >>= 6;
        }
    }

    /// <summary>The smallest member; the set must not be empty.</summary>
    internal int First()
    {
        int number = 0;
        for (int level = _levels.Length - 1; level >= 0; level--)
        {
            number = (number << 6) | BitOperations.TrailingZeroCount(_levels[level][number]);
        }

        return number;
    }
}
