using Nanoservices.Blocks;
using Nanoservices.Cache.Settings;
using Nanoservices.Cache.Store;
using Nanoservices.Fabric.Contract;
using Nanoservices.Fabric.Loopback;
using Nanoservices.Handles;
using Nanoservices.Outcomes;
using Nanoservices.Testing.Clocks;
using Nanoservices.Wire;
using Xunit;

namespace Nanoservices.Cache.Tests.Store;

/// <summary>A store over real memory, with a clock that the test moves.</summary>
internal sealed class StoreFixture : IAsyncDisposable
{
    internal static readonly PeerIdentity Self = new("cache", "cache", 3, 7);
    internal static readonly PeerIdentity BrainIdentity = new("brain", "brain", 1, 5);
    internal static readonly PeerIdentity TcpIdentity = new("tcp", "tcp", 2, 6);

    private readonly LoopbackFabric _fabric = new();

    internal StoreFixture(params (string Name, string Value)[] settings)
    {
        Dictionary<string, string> all = new() { ["memory"] = "4MiB", ["slots"] = "1024" };
        foreach ((string name, string value) in settings)
        {
            all[name] = value;
        }

        CacheSettings read = CacheSettings.From(all);
        Region = _fabric.CreateRegion("test", read.Memory);
        Store = new BlockStore(Region, Self, read, Clock);
        Brain = Store.Join(BrainIdentity);
        Tcp = Store.Join(TcpIdentity);
        Untouched = Store.Status;
    }

    internal ManualClock Clock { get; } = new();

    internal IMemoryRegion Region { get; }

    internal BlockStore Store { get; }

    internal StorePeer Brain { get; }

    internal StorePeer Tcp { get; }

    /// <summary>What it was before anything happened.</summary>
    internal StoreStatus Untouched { get; }

    public async ValueTask DisposeAsync()
    {
        Store.Close();
        Region.Dispose();
        await _fabric.DisposeAsync();
    }

    /// <summary>A sealed block that the brain leases.</summary>
    internal Handle Sealed(byte[] content, StorePeer? peer = null)
    {
        peer ??= Brain;
        CacheReply block = Store.Allocate(peer, content.Length);
        Assert.True(block.Outcome.IsDone, block.Outcome.ToString());
        Assert.True(Write(peer, block.Handle, 0, content));
        CacheReply done = Store.Seal(peer, new SealRequest(block.Handle, content.Length, 0));
        Assert.True(done.Outcome.IsDone, done.Outcome.ToString());
        return done.Handle;
    }

    /// <summary>An entry whose only hold is the entry.</summary>
    internal Outcome Set(string key, byte[] content, long absolute = 0, long sliding = 0)
    {
        Handle handle = Sealed(content);
        Outcome outcome = Store.Publish(Brain, new PublishRequest(key, handle, absolute, sliding, 0));
        Release(Brain, handle);
        return outcome;
    }

    /// <summary>The value under a key, or null; no lease stays.</summary>
    internal byte[]? Get(string key)
    {
        CacheReply reply = Store.Lookup(Brain, key);
        if (!reply.Outcome.IsDone)
        {
            return null;
        }

        byte[] content = Content(reply.Handle);
        Release(Brain, reply.Handle);
        return content;
    }

    internal byte[] Content(in Handle handle)
    {
        BlockEntry entry = Entry(handle.Object);
        Assert.Equal(handle.Version, entry.Version);
        return Region.Slice(entry.Offset, (int)handle.Length).ToArray();
    }

    internal BlockEntry Entry(ulong slot) =>
        System.Runtime.InteropServices.MemoryMarshal.Read<BlockEntry>(Region.Slice((long)slot * BlockEntry.Size, BlockEntry.Size));

    internal void Release(StorePeer peer, in Handle handle) =>
        Assert.True(Store.Release(peer, new ReleaseRequest(handle.Object, handle.Version)));

    internal bool Write(StorePeer peer, in Handle handle, long offset, ReadOnlySpan<byte> bytes)
    {
        using WireWriter writer = new();
        BlockWrite.Write(writer, handle, offset);
        byte[] message = [.. writer.Finish(bytes.Length).Span, .. bytes];
        WireReader reader = new(message);
        return Store.Write(peer, BlockWrite.Read(ref reader));
    }

    /// <summary>All is free again but for the entries.</summary>
    internal void AssertNothingIsHeld() => Assert.Equal(
        Untouched with { Refusals = Store.Status.Refusals, Evictions = Store.Status.Evictions }, Store.Status);
}
