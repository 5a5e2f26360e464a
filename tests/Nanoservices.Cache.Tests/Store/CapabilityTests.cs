using System.Runtime.InteropServices;
using Nanoservices.Cache.Store;
using Nanoservices.Handles;
using Nanoservices.Outcomes;
using Nanoservices.Wire;
using Xunit;

namespace Nanoservices.Cache.Tests.Store;

/// <summary>Law 4: a handle works for whom it was issued to, as it was issued, and not otherwise.</summary>
public sealed class CapabilityTests
{
    [Fact]
    public async Task No_bit_of_a_handle_can_be_changed()
    {
        await using StoreFixture f = new();
        Handle handle = f.Sealed([1, 2, 3]);
        byte[] bytes = new byte[Handle.Size];
        for (int bit = 0; bit < Handle.Size * 8; bit++)
        {
            handle.Write(bytes);
            bytes[bit >> 3] ^= (byte)(1 << (bit & 7));
            Outcome outcome = f.Store.Publish(f.Brain, new PublishRequest("k", Handle.Read(bytes), 0, 0, 0));
            Assert.True(
                outcome == Outcome.NotStarted(FailureKind.Forbidden) || outcome == Outcome.NotStarted(FailureKind.Revoked),
                $"bit {bit}: {outcome}");
        }

        Assert.Equal(Handle.Size * 8, f.Store.Status.Refusals);
        Assert.Null(f.Get("k"));
        Assert.True(f.Store.Publish(f.Brain, new PublishRequest("k", handle, 0, 0, 0)).IsDone);
    }

    [Fact]
    public async Task A_handle_in_other_hands_is_nothing()
    {
        await using StoreFixture f = new();
        Handle block = f.Store.Allocate(f.Tcp, 10).Handle;
        Assert.False(f.Write(f.Brain, block, 0, [1]));
        Assert.Equal(FailureKind.Forbidden, f.Store.Seal(f.Brain, new SealRequest(block, 1, 0)).Outcome.Failure);

        // Nor for the next life of the same service.
        StorePeer later = f.Store.Join(StoreFixture.TcpIdentity with { Epoch = 60 });
        Assert.Equal(FailureKind.Forbidden, f.Store.Seal(later, new SealRequest(block, 1, 0)).Outcome.Failure);
        Assert.True(f.Store.Seal(f.Tcp, new SealRequest(block, 1, 0)).Outcome.IsDone);
    }

    [Fact]
    public async Task A_second_connection_of_the_holder_cannot_use_the_first_ones_block()
    {
        await using StoreFixture f = new();
        Handle block = f.Store.Allocate(f.Tcp, 10).Handle;
        StorePeer twin = f.Store.Join(StoreFixture.TcpIdentity);
        Assert.False(f.Write(twin, block, 0, [1]));
        Assert.Equal(FailureKind.Refused, f.Store.Seal(twin, new SealRequest(block, 1, 0)).Outcome.Failure);
    }

    [Fact]
    public async Task Rights_are_kept_apart()
    {
        await using StoreFixture f = new();
        Handle reading = f.Sealed([1]);
        Assert.False(f.Write(f.Brain, reading, 0, [2]));
        Assert.Equal(FailureKind.Forbidden, f.Store.Seal(f.Brain, new SealRequest(reading, 1, 0)).Outcome.Failure);

        Handle unsealed = f.Store.Allocate(f.Brain, 1).Handle;
        Assert.Equal(FailureKind.Refused, f.Store.Publish(f.Brain, new PublishRequest("k", unsealed, 0, 0, 0)).Failure);
    }

    [Fact]
    public async Task The_handle_of_an_earlier_life_is_revoked()
    {
        await using StoreFixture before = new();
        await using StoreFixture now = new();
        Handle handle = before.Sealed([1]);
        now.Sealed([2]);

        // Another key: even a life with the same epoch number knows its own handles only.
        Assert.Equal(FailureKind.Forbidden, now.Store.Publish(now.Brain, new PublishRequest("k", handle, 0, 0, 0)).Failure);
        Handle renamed = handle with { Epoch = 6 };
        Assert.Equal(FailureKind.Revoked, now.Store.Publish(now.Brain, new PublishRequest("k", renamed, 0, 0, 0)).Failure);
    }

    [Fact]
    public async Task A_freed_block_is_stale()
    {
        await using StoreFixture f = new();
        Handle handle = f.Sealed([1]);
        f.Release(f.Brain, handle);
        Assert.Equal(FailureKind.Stale, f.Store.Publish(f.Brain, new PublishRequest("k", handle, 0, 0, 0)).Failure);
        Handle next = f.Sealed([2]);
        Assert.Equal(handle.Object, next.Object);
        Assert.Equal(FailureKind.Stale, f.Store.Publish(f.Brain, new PublishRequest("k", handle, 0, 0, 0)).Failure);
    }

    [Theory]
    [InlineData(-1, 1)]
    [InlineData(100, 64)]
    [InlineData(long.MaxValue, 1)]
    public async Task A_write_outside_spoils_the_block_and_nothing_else(long offset, int length)
    {
        await using StoreFixture f = new();
        f.Set("before", [1, 1, 1]);
        Handle block = f.Store.Allocate(f.Brain, 100).Handle;
        f.Set("after", [2, 2, 2]);
        Assert.False(f.Write(f.Brain, block, offset, new byte[length]));
        Assert.Equal(FailureKind.Refused, f.Store.Seal(f.Brain, new SealRequest(block, 100, 0)).Outcome.Failure);
        Assert.Equal([1, 1, 1], f.Get("before"));
        Assert.Equal([2, 2, 2], f.Get("after"));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(129)]
    [InlineData(long.MaxValue)]
    public async Task A_content_longer_than_the_block_is_refused(long length)
    {
        await using StoreFixture f = new();
        Handle block = f.Store.Allocate(f.Brain, 100).Handle;
        Assert.Equal(128, block.Length);
        Assert.Equal(FailureKind.TooLarge, f.Store.Seal(f.Brain, new SealRequest(block, length, 0)).Outcome.Failure);
    }

    [Fact]
    public void A_handle_is_as_long_as_the_seal_expects() => Assert.Equal(96, Marshal.SizeOf<Handle>());
}
