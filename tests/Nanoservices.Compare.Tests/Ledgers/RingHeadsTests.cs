using Nanoservices.Compare.Ledgers;
using Nanoservices.Fabric.Contract;
using Nanoservices.Fabric.SharedMemory;
using Nanoservices.Outcomes;
using Xunit;

namespace Nanoservices.Compare.Tests.Ledgers;

/// <summary>The offsets that this reads by are those that the fabric writes by.</summary>
public sealed class RingHeadsTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("ring-heads-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Every_byte_that_is_sent_shows()
    {
        const int Messages = 50;
        const int Bytes = 10_000;
        await using SharedMemoryFabric fabric = new();
        string path = Path.Combine(_folder, "socket");
        await using IListener listener = await fabric.ListenAsync(new FabricAddress(path), new PeerIdentity("a", "test", 1, 1));
        await using IEndpoint dialer = await fabric.ConnectAsync(listener.Address, new PeerIdentity("b", "test", 2, 2), TimeSpan.FromSeconds(20));
        await using IEndpoint accepted = Assert.IsAssignableFrom<IEndpoint>(await listener.AcceptAsync());
        var received = new Counting();
        accepted.Start(received);
        dialer.Start(new Counting());

        long before = Assert.NotNull(RingHeads.Of(Environment.ProcessId));
        for (int i = 0; i < Messages; i++)
        {
            Assert.True((await dialer.SendAsync(new byte[Bytes], default, TimeSpan.FromSeconds(20))).IsDone);
        }

        await received.HasAsync(Messages);

        // Both ends are in this process, so each byte shows twice, and a little for the records' heads and padding.
        long grown = Assert.NotNull(RingHeads.Of(Environment.ProcessId)) - before;
        Assert.InRange(grown, 2L * Messages * Bytes, 2L * Messages * Bytes * 11 / 10 + (4 << 20));
    }

    private sealed class Counting : IMessageHandler
    {
        private int _count;

        public async Task HasAsync(int count)
        {
            for (int i = 0; i < 2000 && Volatile.Read(ref _count) < count; i++)
            {
                await Task.Delay(10);
            }

            Assert.Equal(count, Volatile.Read(ref _count));
        }

        public void OnMessage(IEndpoint endpoint, ReadOnlySpan<byte> message) => Interlocked.Increment(ref _count);

        public void OnClosed(IEndpoint endpoint, FailureKind why)
        {
        }
    }
}
