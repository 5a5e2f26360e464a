using Nanoservices.Wire;
using Xunit;

namespace Nanoservices.Cache.Tests.Store;

/// <summary>The path of a value that is only moved: looked up, given back. The store makes no garbage there.</summary>
public sealed class AllocationTests
{
    [Fact]
    public async Task A_lookup_and_its_release_allocate_nothing()
    {
        await using StoreFixture f = new();
        f.Set("k", new byte[1000]);
        Assert.True(Rounds(f, 1000) >= 0);
        Assert.Equal(0, Rounds(f, 10_000));
    }

    private static long Rounds(StoreFixture f, int rounds)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int round = 0; round < rounds; round++)
        {
            CacheReply reply = f.Store.Lookup(f.Brain, "k");
            f.Store.Release(f.Brain, new ReleaseRequest(reply.Handle.Object, reply.Handle.Version));
        }

        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
