using Nanoservices.Cache.Store;
using Nanoservices.Handles;
using Nanoservices.Outcomes;
using Nanoservices.Wire;
using Xunit;

namespace Nanoservices.Cache.Tests.Store;

/// <summary>One random sequence of messages, with what must come of each: keys, their contents, and who leases what.</summary>
internal sealed class RandomProgram(StoreFixture f, int seed)
{
    private const int Keys = 40;
    private const int Peers = 3;

    private readonly Random _random = new(seed);
    private readonly List<StorePeer> _peers = [f.Brain, f.Tcp, f.Store.Join(StoreFixture.BrainIdentity with { Service = 9 })];
    private readonly List<(StorePeer Peer, Handle Handle, byte[] Content)> _leased = [];
    private readonly Dictionary<string, byte[]> _values = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> _ends = new(StringComparer.Ordinal);
    private uint _nextService = 100;

    internal void Run(int steps)
    {
        for (int step = 0; step < steps; step++)
        {
            Step();
            CheckOne();
            if (step % 1000 == 0)
            {
                CheckAll();
            }
        }

        CheckAll();
    }

    /// <summary>Gives all back.</summary>
    internal void End()
    {
        while (_leased.Count > 0)
        {
            Release(0);
        }

        for (int key = 0; key < Keys; key++)
        {
            f.Store.Remove($"k{key}");
        }

        _peers.ForEach(f.Store.Leave);
        f.Store.Join(StoreFixture.BrainIdentity);
        f.Store.Join(StoreFixture.TcpIdentity);
    }

    private void Step()
    {
        StorePeer peer = _peers[_random.Next(Peers)];
        string key = $"k{_random.Next(Keys)}";
        switch (_random.Next(100))
        {
            case < 30:
                Write(peer);
                break;
            case < 50 when _leased.Count > 0:
                Publish(key, _leased[_random.Next(_leased.Count)]);
                break;
            case < 65:
                Lookup(peer, key);
                break;
            case < 90 when _leased.Count > 0:
                Release(_random.Next(_leased.Count));
                break;
            case < 94:
                f.Store.Remove(key);
                Forget(key);
                break;
            case < 99:
                f.Clock.Advance(TimeSpan.FromSeconds(1));
                break;
            default:
                ComeAndGo(_random.Next(Peers));
                break;
        }
    }

    private void Write(StorePeer peer)
    {
        int length = _random.Next(8) == 0 ? _random.Next(100_000) : _random.Next(2000);
        CacheReply block = f.Store.Allocate(peer, length + (_random.Next(4) == 0 ? _random.Next(10_000) : 0));
        if (!block.Outcome.IsDone)
        {
            Assert.Equal(Outcome.NotStarted(FailureKind.NoSpace), block.Outcome);
            return;
        }

        byte[] content = new byte[length];
        _random.NextBytes(content);
        Assert.True(f.Write(peer, block.Handle, 0, content));
        if (_random.Next(20) == 0)
        {
            // Never sealed: its writer gives up.
            f.Release(peer, block.Handle);
            return;
        }

        StorePeer holder = _peers[_random.Next(Peers)];
        CacheReply done = f.Store.Seal(peer, new SealRequest(block.Handle, length, holder.Identity.Service));
        Assert.True(done.Outcome.IsDone, $"seed {seed}: {done.Outcome}");
        _leased.Add((holder, done.Handle, content));
    }

    private void Publish(string key, (StorePeer Peer, Handle Handle, byte[] Content) lease)
    {
        long end = _random.Next(2) == 0 ? 0 : f.Clock.GetUtcNow().UtcTicks + (_random.Next(1, 30) * TimeSpan.TicksPerSecond);
        Assert.True(f.Store.Publish(lease.Peer, new PublishRequest(key, lease.Handle, end, 0, 0)).IsDone, $"seed {seed}");
        _values[key] = lease.Content;
        _ends[key] = end;
    }

    private void Lookup(StorePeer peer, string key)
    {
        CacheReply reply = f.Store.Lookup(peer, key);
        if (_values.TryGetValue(key, out byte[]? content) && IsExpired(key))
        {
            Forget(key);
            content = null;
        }

        Assert.True((content is not null) == reply.Outcome.IsDone, $"seed {seed}: {key}: {reply.Outcome}");
        if (content is not null)
        {
            _leased.Add((peer, reply.Handle, content));
        }
    }

    private void Release(int index)
    {
        (StorePeer peer, Handle handle, _) = _leased[index];
        f.Release(peer, handle);
        _leased.RemoveAt(index);
    }

    private void ComeAndGo(int index)
    {
        StorePeer gone = _peers[index];
        f.Store.Leave(gone);
        _leased.RemoveAll(lease => lease.Peer == gone);
        _peers[index] = f.Store.Join(gone.Identity with { Service = _nextService++ });
    }

    private void CheckOne()
    {
        if (_leased.Count > 0)
        {
            Check(_leased[_random.Next(_leased.Count)]);
        }
    }

    private void CheckAll()
    {
        _leased.ForEach(Check);
        Assert.Equal(_leased.Count, f.Store.Status.Leases);
        Assert.True(f.Store.Status.FreeBytes >= 0);
    }

    private void Check((StorePeer Peer, Handle Handle, byte[] Content) lease) =>
        Assert.True(f.Content(lease.Handle).AsSpan().SequenceEqual(lease.Content), $"seed {seed}: a leased block has other bytes");

    private bool IsExpired(string key) => _ends[key] != 0 && _ends[key] <= f.Clock.GetUtcNow().UtcTicks;

    private void Forget(string key)
    {
        _values.Remove(key);
        _ends.Remove(key);
    }
}
