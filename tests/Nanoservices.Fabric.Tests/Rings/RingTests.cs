using System.Buffers.Binary;
using Nanoservices.Fabric.Rings;
using Xunit;
using Xunit.Abstractions;

namespace Nanoservices.Fabric.Tests.Rings;

public sealed class RingTests(ITestOutputHelper output)
{
    [Fact]
    public void The_layout_is_the_documented_one()
    {
        Assert.Equal("NANORING"u8, BitConverter.GetBytes(RingLayout.Magic));
        Assert.Equal(
            new[] { 0x000, 0x008, 0x00C, 0x080, 0x100, 0x180, 0x200, 0x280, 0x300, 8, 0x1000, 0x101000, 0x100000, 0x201000 },
            new[]
            {
                RingLayout.MagicOffset, RingLayout.VersionOffset, RingLayout.CapacityOffset, RingLayout.ListenerDoorbell,
                RingLayout.DialerDoorbell, RingLayout.ToListenerHead, RingLayout.ToListenerTail, RingLayout.ToDialerHead,
                RingLayout.ToDialerTail, RingLayout.WantOffset, RingLayout.ToListenerData, RingLayout.ToDialerData,
                RingLayout.Capacity, RingLayout.TotalBytes,
            });
        Assert.Equal([8, 16, 16, 24], new[] { 0, 1, 8, 9 }.Select(RingLayout.RecordBytes));
        Assert.True(2 * RingLayout.RecordBytes(RingLayout.MaxMessageBytes) <= RingLayout.Capacity);
    }

    [Fact]
    public void A_record_has_its_golden_bytes()
    {
        using RingMemory ring = new();
        Assert.Equal(RingWrite.Written, ring.Writer.TryWrite([1, 2], [3]));
        Assert.Equal<byte>([3, 0, 0, 0, 1, 0, 0, 0, 1, 2, 3, 0, 0, 0, 0, 0], ring.Bytes[..16].ToArray());
        Assert.Equal(16UL, ring.Head);
        Assert.Equal(RingRead.Message, ring.Reader.TryRead(out ReadOnlySpan<byte> message));
        Assert.Equal<byte>([1, 2, 3], message.ToArray());
        Assert.Equal(0UL, ring.Tail);
        ring.Reader.Free();
        Assert.Equal(16UL, ring.Tail);
        Assert.Equal(RingRead.Empty, ring.Reader.TryRead(out _));
    }

    [Fact]
    public void What_is_written_is_read_over_many_wraps()
    {
        int seed = Environment.TickCount;
        output.WriteLine($"seed {seed}");
        Random random = new(seed);
        using RingMemory ring = new();
        Queue<byte[]> expected = new();
        for (int i = 0; i < 6_000; i++)
        {
            byte[] message = new byte[random.Next(4) == 0 ? random.Next(RingLayout.MaxMessageBytes + 1) : random.Next(300)];
            random.NextBytes(message);
            int cut = random.Next(message.Length + 1);
            while (ring.Writer.TryWrite(message.AsSpan(0, cut), message.AsSpan(cut)) == RingWrite.Full)
            {
                ReadOne(ring, expected);
            }

            expected.Enqueue(message);
        }

        while (expected.Count != 0)
        {
            ReadOne(ring, expected);
        }

        Assert.False(ring.Reader.HasMessage);
        Assert.True(ring.Head > 50 * (ulong)RingLayout.Capacity);
    }

    [Fact]
    public void An_empty_ring_has_room_for_the_longest_message_wherever_it_stands()
    {
        using RingMemory ring = new();
        byte[] longest = new byte[RingLayout.MaxMessageBytes];
        for (int i = 0; i < 2000; i++)
        {
            Assert.Equal(RingWrite.Written, ring.Writer.TryWrite(new byte[i * 37 % 5000], default));
            Drain(ring, 1);
            Assert.Equal(RingWrite.Written, ring.Writer.TryWrite(longest, default));
            Drain(ring, 1);
        }
    }

    [Theory]
    [InlineData(0UL, 4UL)] // not a multiple of 8
    [InlineData(0UL, 0x100008UL)] // more than the ring holds
    [InlineData(0UL, ulong.MaxValue - 7)]
    [InlineData(0x100000001UL, 8UL)] // a length beyond what was published
    [InlineData(0x1FFFFFFFFUL, 0x100000UL)] // a negative length
    [InlineData(0x100040001UL, 0x100000UL)] // longer than the longest
    [InlineData(0x200000000UL, 0x100000UL)] // padding at the ring's start
    [InlineData(0x200000008UL, 16UL)] // padding with a length
    [InlineData(0x000000008UL, 16UL)] // no kind
    [InlineData(0x300000008UL, 16UL)] // an unknown kind
    public void What_no_writer_makes_is_corrupt(ulong record, ulong head)
    {
        using RingMemory ring = new();
        BinaryPrimitives.WriteUInt64LittleEndian(ring.Bytes, record);
        ring.Head = head;
        Assert.Equal(RingRead.Corrupt, ring.Reader.TryRead(out _));
    }

    [Theory]
    [InlineData(RingLayout.Capacity - 8, 0x100000008UL)] // a record beyond the ring's end
    [InlineData(RingLayout.Capacity - 8, 0x200000000UL)] // padding with nothing after it
    public void What_no_writer_makes_at_the_rings_end_is_corrupt(int position, ulong record)
    {
        using RingMemory ring = new();
        for (int i = 0; i < position / 8; i++)
        {
            Assert.Equal(RingWrite.Written, ring.Writer.TryWrite(default, default));
            Drain(ring, 1);
        }

        BinaryPrimitives.WriteUInt64LittleEndian(ring.Bytes[position..], record);
        ring.Head = (ulong)position + (record >> 32 == 2 ? 8UL : 16UL);
        Assert.Equal(RingRead.Corrupt, ring.Reader.TryRead(out _));
    }

    [Theory]
    [InlineData(8UL)]
    [InlineData(ulong.MaxValue)]
    [InlineData(1UL << 40)]
    public void A_tail_that_no_reader_can_have_is_corrupt(ulong tail)
    {
        using RingMemory ring = new();
        byte[] large = new byte[RingLayout.MaxMessageBytes];
        ring.Tail = tail;
        RingWrite last;
        do
        {
            last = ring.Writer.TryWrite(large, default);
        }
        while (last == RingWrite.Written && ring.Head < 4UL << 20);

        // A tail within what was written is a reader's right; 8 is, once something was written.
        Assert.Equal(tail == 8 ? RingWrite.Full : RingWrite.Corrupt, last);
    }

    [Fact]
    public void Whatever_is_in_the_ring_no_byte_outside_is_touched_and_reading_ends()
    {
        int seed = Environment.TickCount;
        output.WriteLine($"seed {seed}");
        Random random = new(seed);
        using RingMemory ring = new();
        for (int round = 0; round < 3_000; round++)
        {
            RingReader reader = Corrupt(ring, random);
            for (int reads = 0; reads <= RingLayout.Capacity / 8; reads++)
            {
                if (reader.TryRead(out ReadOnlySpan<byte> message) != RingRead.Message)
                {
                    break;
                }

                Assert.True(ring.Holds(message), $"seed {seed}, round {round}");
                Assert.NotEqual(RingLayout.Capacity / 8, reads);
                reader.Free();
            }
        }
    }

    private static RingReader Corrupt(RingMemory ring, Random random)
    {
        // Mostly plausible records with some words flipped: pure noise is found at the first look.
        for (int i = 0; i < 64; i++)
        {
            int at = random.Next(RingLayout.Capacity / 8) * 8;
            ulong kind = (ulong)random.Next(0, 4);
            ulong length = (ulong)random.NextInt64(random.Next(2) == 0 ? 64 : 1L << 32);
            BinaryPrimitives.WriteUInt64LittleEndian(ring.Bytes[(i < 32 ? i * 8 : at)..], (kind << 32) | length);
        }

        ring.Head = random.Next(4) == 0 ? (ulong)random.NextInt64() : (ulong)random.Next(RingLayout.Capacity / 8) * 8;
        return ring.NewReader();
    }

    private static void ReadOne(RingMemory ring, Queue<byte[]> expected)
    {
        Assert.Equal(RingRead.Message, ring.Reader.TryRead(out ReadOnlySpan<byte> message));
        Assert.True(message.SequenceEqual(expected.Dequeue()));
        ring.Reader.Free();
    }

    private static void Drain(RingMemory ring, int count)
    {
        for (int i = 0; i < count; i++)
        {
            Assert.Equal(RingRead.Message, ring.Reader.TryRead(out _));
            ring.Reader.Free();
        }
    }
}
