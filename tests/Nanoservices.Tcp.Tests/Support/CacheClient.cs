using System.Collections.Concurrent;
using Nanoservices.Fabric.Blocks;
using Nanoservices.Fabric.Contract;
using Nanoservices.Handles;
using Nanoservices.Outcomes;
using Nanoservices.Wire;
using Xunit;

namespace Nanoservices.Tcp.Tests.Support;

/// <summary>A brain's connection to the cache nanoservice.</summary>
internal sealed class CacheClient : IMessageHandler, IAsyncDisposable
{
    private const int WriteBytes = 32 * 1024;

    private readonly IEndpoint _endpoint;
    private readonly ConcurrentDictionary<ulong, TaskCompletionSource<CacheReply>> _calls = new();
    private readonly TaskCompletionSource<RegionOffer> _offer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private ulong _lastCall;

    private CacheClient(IEndpoint endpoint)
    {
        _endpoint = endpoint;
        endpoint.Start(this);
    }

    internal static async Task<CacheClient> ConnectAsync(IFabric fabric, FabricAddress address, PeerIdentity self)
    {
        CacheClient client = new(await fabric.ConnectAsync(address, self, Hang.Guard));
        await client._offer.Task.Guarded();
        return client;
    }

    /// <summary>A sealed block with this content.</summary>
    internal async Task<Handle> PutAsync(byte[] content)
    {
        CacheReply allocated = await CallAsync((w, call) => AllocateRequest.Write(w, call, content.Length));
        Assert.True(allocated.Outcome.IsDone, allocated.Outcome.ToString());
        for (int offset = 0; offset < content.Length; offset += WriteBytes)
        {
            using WireWriter writer = new();
            BlockWrite.Write(writer, allocated.Handle, offset);
            ReadOnlyMemory<byte> bytes = content.AsMemory(offset, Math.Min(WriteBytes, content.Length - offset));
            Assert.True((await _endpoint.SendAsync(writer.Finish(bytes.Length), bytes, Hang.Guard)).IsDone);
        }

        CacheReply sealedReply = await CallAsync((w, call) => new SealRequest(allocated.Handle, content.Length, 0).Write(w, call));
        Assert.True(sealedReply.Outcome.IsDone, sealedReply.Outcome.ToString());
        return sealedReply.Handle;
    }

    /// <summary>Gives the lease back: a block under no key is freed.</summary>
    internal async Task ReleaseAsync(Handle handle)
    {
        using WireWriter writer = new();
        new ReleaseRequest(handle.Object, handle.Version).Write(writer);
        Assert.True((await _endpoint.SendAsync(writer.Finish(), default, Hang.Guard)).IsDone);

        // Calls come after it, on the same connection: when one is answered, the release was seen.
        await CallAsync((w, call) => CacheKey.Write(w, MessageKind.Lookup, call, "none"));
    }

    /// <summary>The content of a block.</summary>
    internal async Task<byte[]> ReadAsync(Handle handle)
    {
        RegionOffer offer = await _offer.Task;
        using IRemoteRegion region = await _endpoint.OpenAsync(new RemoteKey(offer.RegionId, offer.RegionLength), Hang.Guard);
        byte[] content = new byte[handle.Length];
        Outcome read = new BlockWindow(region, offer.Slots, _endpoint.Peer.Epoch).Read(handle, 0, content);
        Assert.True(read.IsDone, read.ToString());
        return content;
    }

    public void OnMessage(IEndpoint endpoint, ReadOnlySpan<byte> message)
    {
        WireReader reader = new(message);
        if (reader.Header.Kind == MessageKind.RegionOffer)
        {
            _offer.SetResult(RegionOffer.Read(ref reader));
        }
        else
        {
            _calls[reader.Header.Id].SetResult(CacheReply.Read(ref reader));
        }
    }

    public void OnClosed(IEndpoint endpoint, FailureKind why) => _offer.TrySetCanceled();

    public ValueTask DisposeAsync() => _endpoint.DisposeAsync();

    private async Task<CacheReply> CallAsync(Action<WireWriter, ulong> write)
    {
        ulong call = Interlocked.Increment(ref _lastCall);
        TaskCompletionSource<CacheReply> reply = _calls[call] = new(TaskCreationOptions.RunContinuationsAsynchronously);
        using WireWriter writer = new();
        write(writer, call);
        Assert.True((await _endpoint.SendAsync(writer.Finish(), default, Hang.Guard)).IsDone);
        return await reply.Task.Guarded();
    }
}
