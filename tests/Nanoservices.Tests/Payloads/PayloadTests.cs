using Nanoservices.Counters;
using Nanoservices.Handles;
using Nanoservices.Outcomes;
using Nanoservices.Payloads;
using Xunit;

namespace Nanoservices.Tests.Payloads;

public sealed class PayloadTests
{
    private readonly CountingHolder _holder = new();

    [Fact]
    public void Its_lease_is_given_back_once_however_often_it_is_disposed()
    {
        Payload payload = New();
        payload.Dispose();
        payload.Dispose();
        Assert.Equal(1, _holder.Released);
    }

    [Fact]
    public void A_pin_keeps_the_lease_past_the_disposal()
    {
        Payload payload = New();
        Assert.True(payload.TryPin());
        payload.Dispose();
        Assert.Equal(0, _holder.Released);
        Assert.False(payload.TryPin());
        payload.Unpin();
        Assert.Equal(1, _holder.Released);
    }

    [Fact]
    public async Task Pins_and_disposal_from_many_threads_release_exactly_once()
    {
        for (int round = 0; round < 500; round++)
        {
            Payload payload = New();
            int before = _holder.Released;
            Task[] pinners = [.. Enumerable.Range(0, 4).Select(_ => Task.Run(() =>
            {
                if (payload.TryPin())
                {
                    payload.Unpin();
                }
            }))];
            payload.Dispose();
            await Task.WhenAll(pinners);
            Assert.Equal(before + 1, _holder.Released);
        }
    }

    [Fact]
    public void A_look_brings_the_bytes_and_is_counted_by_endpoint_and_reason()
    {
        LookLedger ledger = new();
        using PayloadScope scope = new(ledger, () => "GET /x");
        PayloadScope.Current = scope;
        byte[] bytes = New(4).ToArray("test");
        PayloadScope.Current = null;
        Assert.Equal([0, 1, 2, 3], bytes);
        Assert.Equal(new LookEntry("GET /x", "test", 1, 4), Assert.Single(ledger.Snapshot()));
    }

    [Fact]
    public void An_empty_one_is_never_read_so_that_no_region_is_mapped_for_it()
    {
        _holder.Answer = Outcome.NotStarted(FailureKind.Stale);
        Assert.Empty(New(0).ToArray());
    }

    [Fact]
    public void A_look_at_what_is_gone_names_the_outcome()
    {
        _holder.Answer = Outcome.NotStarted(FailureKind.Stale);
        NanoserviceException gone = Assert.Throws<NanoserviceException>(() => New(4).ToArray());
        Assert.Equal(FailureKind.Stale, gone.Outcome.Failure);
    }

    [Fact]
    public void A_look_after_the_end_is_refused()
    {
        Payload payload = New(4);
        payload.Dispose();
        Assert.Throws<ObjectDisposedException>(() => payload.ToArray());
    }

    [Fact]
    public void It_ends_with_the_scope_in_which_it_came_about()
    {
        PayloadScope scope = new(new LookLedger(), () => "");
        PayloadScope.Current = scope;
        New();
        PayloadScope.Current = null;
        Assert.Equal(0, _holder.Released);
        scope.Dispose();
        Assert.Equal(1, _holder.Released);
        PayloadScope.Current = scope;
        New();
        PayloadScope.Current = null;
        Assert.Equal(2, _holder.Released);
    }

    [Fact]
    public void Bytes_that_are_here_already_are_no_look()
    {
        Payload payload = Payload.FromBytes(new byte[] { 9, 8 });
        Assert.False(payload.IsHandle);
        Assert.Equal(2, payload.Length);
        Assert.Equal([9, 8], payload.ToArray());
    }

    private Payload New(long length = 1) => new(new Handle { Kind = HandleKind.Block, Length = length, Version = 1 }, _holder);
}
