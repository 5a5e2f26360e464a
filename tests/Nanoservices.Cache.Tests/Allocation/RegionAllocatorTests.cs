using Nanoservices.Cache.Allocation;
using Xunit;

namespace Nanoservices.Cache.Tests.Allocation;

/// <summary>What must always hold: no byte has two owners, none is lost, and what was given back can be given out whole.</summary>
public sealed class RegionAllocatorTests
{
    [Theory]
    [InlineData(0, 1 << 20, 1)]
    [InlineData(4096, 1 << 20, 2)]
    [InlineData(64 * 7, 64 * 1001, 3)]
    [InlineData(1 << 16, (1 << 24) + 4096, 4)]
    public void Ranges_never_overlap_and_nothing_is_lost(long start, long end, int seed)
    {
        Random random = new(seed);
        RegionAllocator allocator = new(start, end);
        List<(long Offset, long Bytes)> before = [.. allocator.Chunks()];
        SortedDictionary<long, long> owned = [];
        for (int step = 0; step < 4000; step++)
        {
            switch (random.Next(5))
            {
                case < 3:
                    Allocate(allocator, owned, Size(random, end), start, end);
                    break;
                case 3 when owned.Count > 0:
                    long first = owned.Keys.ElementAt(random.Next(owned.Count));
                    allocator.Free(first, owned[first]);
                    owned.Remove(first);
                    break;
                case 4 when owned.Count > 0:
                    Shrink(allocator, owned, owned.Keys.ElementAt(random.Next(owned.Count)), random);
                    break;
            }

            Assert.Equal(end - start, allocator.FreeBytes + owned.Values.Sum(RegionAllocator.Rounded));
            if (step % 500 == 0)
            {
                AssertPartition(allocator, owned, start, end);
            }
        }

        AssertPartition(allocator, owned, start, end);
        foreach ((long offset, long bytes) in owned)
        {
            allocator.Free(offset, bytes);
        }

        // Everything has come together again.
        Assert.Equal(before, allocator.Chunks());
    }

    [Fact]
    public void Ranges_of_a_page_and_more_begin_at_a_page()
    {
        RegionAllocator allocator = new(64 * 3, 1 << 22);
        foreach (long bytes in new long[] { 1, 4096, 64, 5000, 100, 4097, 65_537 })
        {
            Assert.True(allocator.TryAllocate(bytes, out long offset));
            Assert.Equal(0, offset % (bytes >= 4096 ? 4096 : 64));
        }
    }

    [Fact]
    public void Whoever_asks_for_more_than_there_is_gets_nothing_and_breaks_nothing()
    {
        RegionAllocator allocator = new(0, 1 << 16);
        Assert.False(allocator.TryAllocate((1 << 16) + 1, out _));
        Assert.False(allocator.TryAllocate(long.MaxValue, out _));
        Assert.True(allocator.TryAllocate(1 << 16, out long all));
        Assert.False(allocator.TryAllocate(1, out _));
        allocator.Free(all, 1 << 16);
        Assert.Equal(1 << 16, allocator.FreeBytes);
    }

    [Fact]
    public void Giving_back_twice_or_outside_is_a_defect_that_is_named()
    {
        RegionAllocator allocator = new(4096, 1 << 16);
        Assert.True(allocator.TryAllocate(64, out long offset));
        Assert.True(allocator.TryAllocate(64, out _));
        allocator.Free(offset, 64);
        Assert.Throws<InvalidOperationException>(() => allocator.Free(offset, 64));
        Assert.Throws<InvalidOperationException>(() => allocator.Free(0, 64));
        Assert.Throws<InvalidOperationException>(() => allocator.Free(1 << 16, 64));
    }

    private static long Size(Random random, long end) =>
        random.Next(10) == 0 ? random.NextInt64(1, end / 2) : random.NextInt64(1, 1L << random.Next(1, 15));

    private static void Allocate(RegionAllocator allocator, SortedDictionary<long, long> owned, long bytes, long start, long end)
    {
        if (allocator.TryAllocate(bytes, out long offset))
        {
            Assert.InRange(offset, start, end - bytes);
            owned.Add(offset, bytes);
        }
    }

    private static void Shrink(RegionAllocator allocator, SortedDictionary<long, long> owned, long offset, Random random)
    {
        long kept = RegionAllocator.Rounded(random.NextInt64(1, owned[offset] + 1));
        long rounded = RegionAllocator.Rounded(owned[offset]);
        if (kept < rounded)
        {
            allocator.Free(offset + kept, rounded - kept);
            owned[offset] = kept;
        }
    }

    private static void AssertPartition(RegionAllocator allocator, SortedDictionary<long, long> owned, long start, long end)
    {
        IEnumerable<(long Offset, long Bytes)> all = allocator.Chunks()
            .Concat(owned.Select(range => (range.Key, RegionAllocator.Rounded(range.Value))));
        long at = start;
        foreach ((long offset, long bytes) in all.OrderBy(range => range.Offset))
        {
            Assert.Equal(at, offset);
            at += bytes;
        }

        Assert.Equal(end, at);
    }
}
