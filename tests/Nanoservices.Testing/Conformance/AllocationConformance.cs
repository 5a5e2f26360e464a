using Nanoservices.Fabric.Contract;
using Nanoservices.Outcomes;
using Xunit;

namespace Nanoservices.Testing.Conformance;

/// <summary>In a steady state a message and a touched byte of a region allocate nothing.</summary>
public abstract class AllocationConformance(FabricUnderTest under)
{
    private const int Warm = 20_000;
    private const int Counted = 20_000;

    [Fact]
    public async Task Sending_receiving_and_slicing_allocate_nothing()
    {
        await using FabricPair pair = await FabricPair.CreateAsync(under);
        CountingHandler handler = new(Warm, Warm + Counted);
        pair.Accepted.Start(handler);
        using IMemoryRegion region = pair.Fabric.CreateRegion("blocks", 4096);
        using IRemoteRegion remote = await pair.Accepted.OpenAsync(pair.Dialer.Share(region, RegionAccess.Read), Waits.Guard);
        long allocated = -1;
        Thread sender = new(() =>
        {
            Send(pair.Dialer, handler, region, remote, Warm);
            long before = GC.GetAllocatedBytesForCurrentThread();
            Send(pair.Dialer, handler, region, remote, Counted);
            allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        });
        sender.Start();
        await Waits.Until(() => handler.Count == Warm + Counted, "all messages");
        sender.Join();
        Assert.Equal(0, allocated);
        Assert.Equal(0, handler.Allocated);
    }

    private static void Send(IEndpoint endpoint, CountingHandler handler, IMemoryRegion region, IRemoteRegion remote, int count)
    {
        Span<byte> head = stackalloc byte[16];
        Span<byte> tail = stackalloc byte[100];
        for (int i = 0; i < count; i++)
        {
            while (!endpoint.TrySend(head, tail).IsDone)
            {
                Thread.Yield();
            }

            region.Slice(i % 4096, 1)[0]++;
            handler.Seen += remote.IsMapped ? remote.Slice(i % 4096, 1)[0] : 0;
        }
    }

    private sealed class CountingHandler(int from, int to) : IMessageHandler
    {
        private long _before;

        public volatile int Count;

        public long Seen { get; set; }

        public long Allocated { get; private set; } = -1;

        public void OnMessage(IEndpoint endpoint, ReadOnlySpan<byte> message)
        {
            int count = Count + 1;
            if (count == from)
            {
                _before = GC.GetAllocatedBytesForCurrentThread();
            }
            else if (count == to)
            {
                Allocated = GC.GetAllocatedBytesForCurrentThread() - _before;
            }

            Count = count;
        }

        public void OnClosed(IEndpoint endpoint, FailureKind why)
        {
        }
    }
}
