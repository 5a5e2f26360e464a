using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Nanoservices.Blocks;
using Xunit;

namespace Nanoservices.Tests.Blocks;

public sealed class BlockEntryTests
{
    [Fact]
    public void Its_layout_is_the_documented_one()
    {
        Assert.Equal(64, Unsafe.SizeOf<BlockEntry>());
        (string Field, int Offset)[] expected =
        [
            (nameof(BlockEntry.Version), 0), (nameof(BlockEntry.Offset), 8), (nameof(BlockEntry.Capacity), 16),
            (nameof(BlockEntry.Length), 24), (nameof(BlockEntry.IdLow), 32), (nameof(BlockEntry.IdHigh), 40),
        ];
        foreach ((string field, int offset) in expected)
        {
            Assert.Equal(offset, (int)Marshal.OffsetOf<BlockEntry>(field));
        }
    }
}
