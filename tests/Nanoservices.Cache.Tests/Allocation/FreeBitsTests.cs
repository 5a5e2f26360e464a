using Nanoservices.Cache.Allocation;
using Xunit;

namespace Nanoservices.Cache.Tests.Allocation;

/// <summary>The set of free chunks, against one that is surely right.</summary>
public sealed class FreeBitsTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(64, 2)]
    [InlineData(65, 3)]
    [InlineData(5000, 4)]
    [InlineData(300_000, 5)]
    public void Is_a_set_that_knows_its_smallest(int bound, int seed)
    {
        Random random = new(seed);
        FreeBits bits = new(bound);
        SortedSet<int> expected = [];
        for (int step = 0; step < 20_000; step++)
        {
            int number = random.Next(bound);
            if (random.Next(2) == 0)
            {
                bits.Add(number);
                expected.Add(number);
            }
            else
            {
                bits.Remove(number);
                expected.Remove(number);
            }

            Assert.Equal(expected.Contains(number), bits.Contains(number));
            Assert.Equal(expected.Count == 0, bits.IsEmpty);
            if (expected.Count > 0)
            {
                Assert.Equal(expected.Min, bits.First());
            }
        }
    }
}
