using Nanoservices.Wire;
using Xunit;
using Xunit.Abstractions;

namespace Nanoservices.Tests.Wire;

/// <summary>A peer may send anything: reading ends in a value or a <see cref="WireFormatException"/>, never otherwise.</summary>
public sealed class HostileInputTests(ITestOutputHelper output)
{
    [Fact]
    public void Every_message_reads_back()
    {
        foreach ((MessageKind kind, Action<WireWriter> write, WireMessages.Reader read) in WireMessages.All)
        {
            using WireWriter writer = new(16);
            write(writer);
            ReadOnlySpan<byte> message = writer.Finish().Span;
            Assert.Equal(kind, MessageHeader.Read(message).Kind);
            Assert.NotNull(read(message));
        }
    }

    [Fact]
    public void Every_cut_message_is_refused()
    {
        foreach ((MessageKind kind, Action<WireWriter> write, WireMessages.Reader read) in WireMessages.All)
        {
            using WireWriter writer = new(16);
            write(writer);
            byte[] message = writer.Finish().ToArray();
            for (int length = 0; length < message.Length; length++)
            {
                byte[] cut = message[..length];
                if (length >= MessageHeader.Size)
                {
                    BitConverter.TryWriteBytes(cut.AsSpan(4), length);
                }

                // A plan's pieces run to the message's end, so a cut between two pieces is another valid plan: its reader counts them.
                Assert.True(Refused(read, cut), $"{kind} cut to {length} of {message.Length} bytes was read");
            }
        }
    }

    [Fact]
    public void Every_longer_message_is_refused()
    {
        foreach ((MessageKind kind, Action<WireWriter> write, WireMessages.Reader read) in WireMessages.All)
        {
            using WireWriter writer = new(16);
            write(writer);
            byte[] longer = [.. writer.Finish().Span, 0];
            BitConverter.TryWriteBytes(longer.AsSpan(4), longer.Length);
            bool openEnded = kind is MessageKind.BodyPart && BitConverter.ToUInt16(longer, 2) == (ushort)BodyFlags.End;
            Assert.True(openEnded || Refused(read, longer), $"{kind} with a byte too many was read");
        }
    }

    [Fact]
    public void Random_damage_never_escapes_as_another_exception()
    {
        int seed = Environment.TickCount;
        output.WriteLine($"seed {seed}");
        Random random = new(seed);
        foreach ((_, Action<WireWriter> write, WireMessages.Reader read) in WireMessages.All)
        {
            using WireWriter writer = new(16);
            write(writer);
            byte[] message = writer.Finish().ToArray();
            for (int round = 0; round < 2000; round++)
            {
                byte[] damaged = [.. message];
                for (int hits = random.Next(1, 4); hits > 0; hits--)
                {
                    damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
                }

                Refused(read, damaged);
            }
        }
    }

    private static bool Refused(WireMessages.Reader read, byte[] message)
    {
        try
        {
            read(message);
            return false;
        }
        catch (WireFormatException)
        {
            return true;
        }
    }
}
