using Nanoservices.Shims.AspNetCore.Responses;
using Xunit;

namespace Nanoservices.Shims.AspNetCore.Tests.Responses;

public sealed class OutputBufferTests
{
    [Fact]
    public void Bytes_come_out_in_the_order_in_which_they_were_put()
    {
        OutputBuffer buffer = new();
        List<byte> expected = [];
        for (int i = 0; i < 50; i++)
        {
            int length = (i * 977 % 9000) + 1;
            Memory<byte> memory = buffer.GetMemory(length);
            memory.Span[..length].Fill((byte)i);
            Assert.True(buffer.TryAdvance(length));
            expected.AddRange(Enumerable.Repeat((byte)i, length));
        }

        Assert.Equal(expected.Count, buffer.Length);
        List<ArraySegment<byte>> taken = buffer.Take();
        Assert.Equal(expected, taken.SelectMany(segment => segment));
        Assert.Equal(0, buffer.Length);
        OutputBuffer.Return(taken);
    }

    [Fact]
    public void No_more_can_be_advanced_than_there_was_room_for()
    {
        OutputBuffer buffer = new();
        Assert.False(buffer.TryAdvance(1));
        Assert.True(buffer.TryAdvance(0));
        int room = buffer.GetMemory(0).Length;
        Assert.False(buffer.TryAdvance(room + 1));
        Assert.True(buffer.TryAdvance(room));
        Assert.False(buffer.TryAdvance(1));
    }

    [Fact]
    public void Memory_that_the_app_still_holds_is_not_given_to_another()
    {
        OutputBuffer buffer = new();
        Memory<byte> held = buffer.GetMemory(100);
        OutputBuffer.Return(buffer.Take());
        OutputBuffer other = new();
        Memory<byte> others = other.GetMemory(100);
        held.Span[0] = 1;
        others.Span[0] = 2;
        Assert.Equal(1, held.Span[0]);
    }
}
