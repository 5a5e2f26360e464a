using System.Collections.Concurrent;
using Nanoservices.Fabric.Blocks;
using Nanoservices.Fabric.Contract;
using Nanoservices.Handles;
using Nanoservices.Outcomes;
using Nanoservices.Testing.Conformance;
using Nanoservices.Wire;
using Xunit;

namespace Nanoservices.Cache.Tests.Serving;

/// <summary>A peer's connection to a cache nanoservice, message by message.</summary>
internal sealed class PeerClient : IMessageHandler, IAsyncDisposable
{
    private const int PartBytes = 32 * 1024;

    private readonly IEndpoint _endpoint;
    private readonly ConcurrentDictionary<ulong, TaskCompletionSource<CacheReply>> _calls = new();
    private readonly TaskCompletionSource<RegionOffer> _offer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private IRemoteRegion? _region;
    private ulong _lastCall;

    internal PeerClient(IEndpoint endpoint)
    {
        _endpoint = endpoint;
        endpoint.Start(this);
    }

    internal Task Closed => _closed.Task;

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

    public void OnClosed(IEndpoint endpoint, FailureKind why) => _closed.TrySetResult();

    public async ValueTask DisposeAsync()
    {
        _region?.Dispose();
        await _endpoint.DisposeAsync();
    }

    internal Task<CacheReply> KeyAsync(MessageKind kind, string key) => CallAsync((w, call) => CacheKey.Write(w, kind, call, key));

    internal async Task<Outcome> PublishAsync(string key, Handle block) =>
        (await CallAsync((w, call) => new PublishRequest(key, block, 0, 0, 0).Write(w, call))).Outcome;

    /// <summary>A sealed block with this content, leased.</summary>
    internal async Task<Handle> StoreAsync(byte[] content)
    {
        CacheReply block = await CallAsync((w, call) => AllocateRequest.Write(w, call, content.Length));
        Assert.True(block.Outcome.IsDone, block.Outcome.ToString());
        for (int offset = 0; offset < content.Length; offset += PartBytes)
        {
            using WireWriter writer = new();
            BlockWrite.Write(writer, block.Handle, offset);
            ReadOnlyMemory<byte> part = content.AsMemory(offset, Math.Min(PartBytes, content.Length - offset));
            Assert.True((await _endpoint.SendAsync(writer.Finish(part.Length), part, Waits.Guard)).IsDone);
        }

        CacheReply done = await CallAsync((w, call) => new SealRequest(block.Handle, content.Length, 0).Write(w, call));
        Assert.True(done.Outcome.IsDone, done.Outcome.ToString());
        return done.Handle;
    }

    internal async Task<byte[]> ReadAsync(Handle handle)
    {
        (Outcome read, byte[] bytes) = await TryReadAsync(handle);
        Assert.True(read.IsDone, read.ToString());
        return bytes;
    }

    internal async Task<(Outcome Read, byte[] Bytes)> TryReadAsync(Handle handle)
    {
        RegionOffer offer = await Waits.Within(_offer.Task);
        _region ??= await _endpoint.OpenAsync(new RemoteKey(offer.RegionId, offer.RegionLength), Waits.Guard);
        byte[] bytes = new byte[handle.Length];
        return (new BlockWindow(_region, offer.Slots, _endpoint.Peer.Epoch).Read(handle, 0, bytes), bytes);
    }

    internal void Release(Handle handle)
    {
        using WireWriter writer = new();
        new ReleaseRequest(handle.Object, handle.Version).Write(writer);
        SendRaw(writer.Finish().Span);
    }

    internal void SendRaw(ReadOnlySpan<byte> message)
    {
        byte[] copy = message.ToArray();
        Assert.True(SpinWait.SpinUntil(() => _endpoint.TrySend(copy).Failure != FailureKind.QueueFull, Waits.Guard));
    }

    private async Task<CacheReply> CallAsync(Action<WireWriter, ulong> write)
    {
        ulong call = Interlocked.Increment(ref _lastCall);
        TaskCompletionSource<CacheReply> reply = _calls[call] = new(TaskCreationOptions.RunContinuationsAsynchronously);
        using WireWriter writer = new();
        write(writer, call);
        Assert.True((await _endpoint.SendAsync(writer.Finish(), default, Waits.Guard)).IsDone);
        return await Waits.Within(reply.Task);
    }
}
