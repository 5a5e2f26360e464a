using Xunit;

namespace Nanoservices.Shims.Caching.Tests.Support;

/// <summary>Seeds of random runs: some that are always the same, one that is new each time, and many in a soak (./soak.sh).
/// With NANOSERVICES_SEED only that one.</summary>
internal static class Seeds
{
    internal static TheoryData<int> Some(int first, int always, int soak)
    {
        int many = Environment.GetEnvironmentVariable("NANOSERVICES_SOAK") is { Length: > 0 } ? soak : 0;
        if (int.TryParse(Environment.GetEnvironmentVariable("NANOSERVICES_SEED"), out int only))
        {
            return [only];
        }

        int fresh = Environment.TickCount & int.MaxValue;
        TheoryData<int> seeds = [];
        foreach (int seed in Enumerable.Range(first, always).Concat(Enumerable.Range(fresh / 2, 1 + many)))
        {
            seeds.Add(seed);
        }

        return seeds;
    }
}
