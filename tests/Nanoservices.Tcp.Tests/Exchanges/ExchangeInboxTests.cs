using Nanoservices.Tcp.Exchanges;
using Nanoservices.Tcp.Tests.Support;
using Nanoservices.Wire;
using Xunit;

namespace Nanoservices.Tcp.Tests.Exchanges;

public sealed class ExchangeInboxTests
{
    [Fact]
    public async Task Messages_come_out_in_order_as_they_were()
    {
        ExchangeInbox inbox = new();
        Task<byte[]> first = TakeAsync(inbox);
        byte[] message = [1, 2, 3];
        inbox.Post(message, MessageKind.GatherPlan);
        message[0] = 9;
        inbox.Post(message, MessageKind.GatherPlan);
        Assert.Equal([1, 2, 3], await first);
        Assert.Equal([9, 2, 3], await TakeAsync(inbox));
    }

    [Fact]
    public async Task Closed_it_gives_nothing_and_takes_nothing()
    {
        ExchangeInbox inbox = new();
        inbox.Post([1], MessageKind.GatherPlan);
        inbox.Close();
        inbox.Post([2], MessageKind.GatherPlan);
        Assert.Null(await inbox.TakeAsync());
        inbox.Reset();
        inbox.Post([3], MessageKind.AbortExchange);
        Assert.Equal([3], await TakeAsync(inbox));
    }

    [Fact]
    public void Beyond_its_bounds_the_brain_is_defective()
    {
        ExchangeInbox inbox = new();
        byte[] message = new byte[1 << 20];
        for (long bytes = 0; bytes < ExchangeInbox.MaxBytes; bytes += message.Length)
        {
            inbox.Post(message, MessageKind.GatherPlan);
        }

        Assert.Throws<WireFormatException>(() => inbox.Post(message, MessageKind.GatherPlan));
        inbox.Reset();
        for (int i = 0; i < ExchangeInbox.MaxMessages; i++)
        {
            inbox.Post([1], MessageKind.GatherPlan);
        }

        Assert.Throws<WireFormatException>(() => inbox.Post([1], MessageKind.GatherPlan));
        inbox.Close();
    }

    private static async Task<byte[]> TakeAsync(ExchangeInbox inbox)
    {
        InboxMessage message = Assert.NotNull(await inbox.TakeAsync().AsTask().Guarded());
        byte[] bytes = message.Bytes.ToArray();
        message.Return();
        return bytes;
    }
}
