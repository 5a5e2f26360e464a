using Xunit;

namespace Nanoservices.Cache.Tests.Store;

/// <summary>What holds after any sequence of messages from several peers that come and go.</summary>
public sealed class RandomProgramTests
{
    public static TheoryData<int> Seeds
    {
        get
        {
            int many = Environment.GetEnvironmentVariable("NANOSERVICES_SOAK") is { Length: > 0 } ? 200 : 1;
            TheoryData<int> seeds = [1, 2, 3];
            foreach (int seed in Enumerable.Range(Environment.TickCount & 0xFFFFFF, many))
            {
                seeds.Add(seed);
            }

            return seeds;
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task A_leased_block_never_changes_and_at_the_end_all_memory_is_one_again(int seed)
    {
        await using StoreFixture f = new(("memory", "1MiB"), ("slots", "256"), ("size-limit", "0"));
        RandomProgram program = new(f, seed);
        program.Run(20_000);
        program.End();
        f.AssertNothingIsHeld();

        // Nothing is lost between blocks: the largest one of the beginning can be had again.
        Assert.True(f.Store.Allocate(f.Brain, 512 * 1024).Outcome.IsDone, $"seed {seed}");
    }
}
