using Nanoservices.Fabric.Contract;
using Nanoservices.Fabric.Loopback;
using Nanoservices.Outcomes;
using Nanoservices.Shims.AspNetCore.Links;
using Nanoservices.Wire;
using Xunit;

namespace Nanoservices.Shims.AspNetCore.Tests.Links;

public sealed class ExchangeLinkTests
{
    private static readonly TimeSpan HangGuard = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task More_exchanges_than_may_wait_on_a_full_ring_all_send_in_their_order()
    {
        const int Links = 1500;
        const int Messages = 3;
        await using LoopbackFabric fabric = new();
        await using IListener listener = await fabric.ListenAsync(new FabricAddress("tcp"), new PeerIdentity("tcp", "tcp", 1, 1));
        await using IEndpoint brain = await fabric.ConnectAsync(new FabricAddress("tcp"), new PeerIdentity("brain", "brain", 2, 1), HangGuard);
        await using IEndpoint tcp = (await listener.AcceptAsync())!;
        using StuckHandler handler = new(Links * Messages);
        tcp.Start(handler);
        brain.Start(handler);

        List<Task<Outcome>> sent = [];
        ExchangeLink[] links = [.. Enumerable.Range(1, Links).Select(id => new ExchangeLink(brain, (ulong)id, new FileAllowance()))];
        byte[] tail = new byte[4000];
        for (int i = 0; i < Messages; i++)
        {
            tail.AsSpan().Fill((byte)i);
            foreach (ExchangeLink link in links)
            {
                using WireWriter message = new();
                GatherPlan.Begin(message, link.Exchange, GatherFlags.None);
                GatherPlan.WriteInlineTail(message, tail.Length);
                sent.Add(link.SendAsync(message, tail).AsTask());
            }
        }

        Assert.Contains(sent, task => !task.IsCompleted);
        handler.Go.Set();
        Assert.All(await Task.WhenAll(sent).WaitAsync(HangGuard), outcome => Assert.True(outcome.IsDone));
        await handler.All.WaitAsync(HangGuard);
        Assert.All(handler.Last.Values, last => Assert.Equal(Messages - 1, last));
        Assert.Equal(0, handler.OutOfOrder);
    }

    [Fact]
    public async Task A_peer_that_is_gone_is_an_outcome()
    {
        await using LoopbackFabric fabric = new();
        await using IListener listener = await fabric.ListenAsync(new FabricAddress("tcp"), new PeerIdentity("tcp", "tcp", 1, 1));
        await using IEndpoint brain = await fabric.ConnectAsync(new FabricAddress("tcp"), new PeerIdentity("brain", "brain", 2, 1), HangGuard);
        IEndpoint tcp = (await listener.AcceptAsync())!;
        await tcp.DisposeAsync();
        await brain.Closed.WaitAsync(HangGuard);
        using WireWriter message = new();
        GatherPlan.Begin(message, 1, GatherFlags.End);
        Assert.Equal(FailureKind.PeerDown, (await new ExchangeLink(brain, 1, new FileAllowance()).SendAsync(message)).Failure);
    }

    // Takes nothing before it is let go.
    private sealed class StuckHandler(int messages) : IMessageHandler, IDisposable
    {
        private readonly TaskCompletionSource _all = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int _received;

        public ManualResetEventSlim Go { get; } = new();

        public Dictionary<ulong, int> Last { get; } = [];

        public int OutOfOrder { get; private set; }

        public Task All => _all.Task;

        public void OnMessage(IEndpoint endpoint, ReadOnlySpan<byte> message)
        {
            Go.Wait(HangGuard);
            WireReader reader = new(message);
            int number = message[^1];
            OutOfOrder += Last.GetValueOrDefault(reader.Header.Id, -1) == number - 1 ? 0 : 1;
            Last[reader.Header.Id] = number;
            if (++_received == messages)
            {
                _all.SetResult();
            }
        }

        public void OnClosed(IEndpoint endpoint, FailureKind why)
        {
        }

        public void Dispose() => Go.Dispose();
    }
}
