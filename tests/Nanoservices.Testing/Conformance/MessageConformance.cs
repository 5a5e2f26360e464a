using System.Buffers.Binary;
using Nanoservices.Fabric.Contract;
using Nanoservices.Outcomes;
using Xunit;

namespace Nanoservices.Testing.Conformance;

/// <summary>Messages: whole, in order, once.</summary>
public abstract class MessageConformance(FabricUnderTest under)
{
    [Fact]
    public async Task Both_sides_know_each_other()
    {
        await using FabricPair pair = await FabricPair.CreateAsync(under);
        Assert.Equal(FabricUnderTest.Identity("listener", 1), pair.Dialer.Peer);
        Assert.Equal(FabricUnderTest.Identity("dialer", 2), pair.Accepted.Peer);
        Assert.True(pair.Dialer.MaxMessageBytes >= 64 * 1024);
    }

    [Fact]
    public async Task Every_size_up_to_the_limit_arrives_whole_both_ways()
    {
        await using FabricPair pair = await FabricPair.CreateAsync(under);
        int max = pair.Dialer.MaxMessageBytes;
        int[] sizes = [0, 1, 7, 8, 9, 63, 64, 65, 4095, 4096, 4097, max / 2, max - 8, max - 7, max - 1, max, 0, max, 3];
        foreach ((IEndpoint from, IEndpoint to) in new[] { (pair.Dialer, pair.Accepted), (pair.Accepted, pair.Dialer) })
        {
            Recorder recorder = new();
            to.Start(recorder);
            foreach (int size in sizes)
            {
                Assert.Equal(Outcome.Done, await Waits.Within(from.SendAsync(Bytes(size, size), default, Waits.Guard)));
            }

            await recorder.HasAsync(sizes.Length);
            Assert.All(sizes.Index(), item => Assert.Equal(Bytes(item.Item, item.Item), recorder.Messages[item.Index]));
            Assert.Null(recorder.Violation);
        }
    }

    [Fact]
    public async Task Beyond_the_limit_is_too_large_and_sends_nothing()
    {
        await using FabricPair pair = await FabricPair.CreateAsync(under);
        Recorder recorder = new();
        pair.Accepted.Start(recorder);
        byte[] tooLong = new byte[pair.Dialer.MaxMessageBytes + 1];
        Outcome tooLarge = Outcome.NotStarted(FailureKind.TooLarge);
        Assert.Equal(tooLarge, pair.Dialer.TrySend(tooLong));
        Assert.Equal(tooLarge, pair.Dialer.TrySend(tooLong.AsSpan(1), [1]));
        Assert.Equal(tooLarge, await pair.Dialer.SendAsync(tooLong, default, Waits.Guard));
        Assert.Equal(Outcome.Done, pair.Dialer.TrySend([42]));
        await recorder.HasAsync(1);
        Assert.Equal([42], Assert.Single(recorder.Messages));
    }

    [Fact]
    public async Task Head_and_tail_arrive_as_one()
    {
        await using FabricPair pair = await FabricPair.CreateAsync(under);
        Recorder recorder = new();
        pair.Accepted.Start(recorder);
        Assert.Equal(Outcome.Done, pair.Dialer.TrySend([1, 2, 3], [4, 5]));
        Assert.Equal(Outcome.Done, pair.Dialer.TrySend([], [6]));
        Assert.Equal(Outcome.Done, await pair.Dialer.SendAsync(new byte[] { 7 }, new byte[] { 8 }, Waits.Guard));
        await recorder.HasAsync(3);
        Assert.Equal([[1, 2, 3, 4, 5], [6], [7, 8]], recorder.Messages);
    }

    [Fact]
    public async Task Messages_before_start_are_kept_and_come_first()
    {
        await using FabricPair pair = await FabricPair.CreateAsync(under);
        for (byte i = 0; i < 100; i++)
        {
            Assert.Equal(Outcome.Done, pair.Dialer.TrySend([i]));
        }

        Recorder recorder = new();
        pair.Accepted.Start(recorder);
        Assert.Equal(Outcome.Done, pair.Dialer.TrySend([100]));
        await recorder.HasAsync(101);
        Assert.Equal(Enumerable.Range(0, 101).Select(i => (byte)i), recorder.Messages.Select(m => m[0]));
    }

    [Fact]
    public async Task Start_is_called_once()
    {
        await using FabricPair pair = await FabricPair.CreateAsync(under);
        pair.Accepted.Start(new Recorder());
        Assert.Throws<InvalidOperationException>(() => pair.Accepted.Start(new Recorder()));
    }

    [Theory]
    [InlineData(1, 20_000)]
    [InlineData(8, 4_000)]
    public async Task Messages_of_one_thread_keep_their_order_among_many(int threads, int each)
    {
        await using FabricPair pair = await FabricPair.CreateAsync(under);
        Recorder recorder = new();
        pair.Accepted.Start(recorder);
        Task[] senders = [.. Enumerable.Range(0, threads).Select(thread => Task.Run(() => SendNumbered(pair.Dialer, thread, each)))];
        await Waits.Within(Task.WhenAll(senders));
        await recorder.HasAsync(threads * each);

        int[] next = new int[threads];
        foreach (byte[] message in recorder.Messages)
        {
            int thread = BinaryPrimitives.ReadInt32LittleEndian(message);
            int number = BinaryPrimitives.ReadInt32LittleEndian(message.AsSpan(4));
            Assert.Equal(next[thread]++, number);
            Assert.Equal(SizeOf(number), message.Length);
            Assert.True(message.AsSpan(8).IndexOfAnyExcept((byte)number) < 0, $"message {number} of thread {thread} is torn");
        }

        Assert.All(next, n => Assert.Equal(each, n));
        Assert.Null(recorder.Violation);
    }

    [Fact]
    public async Task Answers_may_be_sent_from_within_the_handler()
    {
        await using FabricPair pair = await FabricPair.CreateAsync(under);
        Recorder echo = new() { OnEach = (endpoint, message) => Assert.Equal(Outcome.Done, endpoint.TrySend(message)) };
        int answered = 0;
        Recorder recorder = new()
        {
            OnEach = (endpoint, _) =>
            {
                if (++answered < 2_000)
                {
                    Assert.Equal(Outcome.Done, endpoint.TrySend(Bytes(100, answered)));
                }
            },
        };
        pair.Accepted.Start(echo);
        pair.Dialer.Start(recorder);
        Assert.Equal(Outcome.Done, pair.Dialer.TrySend(Bytes(100, 0)));
        await recorder.HasAsync(2_000);
        Assert.All(recorder.Messages.Index(), item => Assert.Equal(Bytes(100, item.Index), item.Item));
        Assert.Empty(pair.Defects);
    }

    private static async Task SendNumbered(IEndpoint endpoint, int thread, int count)
    {
        for (int number = 0; number < count; number++)
        {
            byte[] message = new byte[SizeOf(number)];
            message.AsSpan().Fill((byte)number);
            BinaryPrimitives.WriteInt32LittleEndian(message, thread);
            BinaryPrimitives.WriteInt32LittleEndian(message.AsSpan(4), number);

            // Both ways of sending, mixed: neither overtakes the other.
            Outcome outcome = number % 3 == 0 ? endpoint.TrySend(message) : Outcome.NotStarted(FailureKind.QueueFull);
            if (outcome.Failure == FailureKind.QueueFull)
            {
                outcome = await endpoint.SendAsync(message, default, Waits.Guard);
            }

            Assert.Equal(Outcome.Done, outcome);
        }
    }

    private static int SizeOf(int number) => 8 + (number * 7 % 900);

    private static byte[] Bytes(int size, int seed)
    {
        byte[] bytes = new byte[size];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }
}
