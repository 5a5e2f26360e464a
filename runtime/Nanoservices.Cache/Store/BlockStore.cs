using Nanoservices.Cache.Blocks;
using Nanoservices.Cache.Capabilities;
using Nanoservices.Cache.Entries;
using Nanoservices.Cache.Settings;
using Nanoservices.Fabric.Contract;
using Nanoservices.Handles;
using Nanoservices.Outcomes;
using Nanoservices.Wire;

namespace Nanoservices.Cache.Store;

/// <summary>
/// All that a cache nanoservice knows, behind one lock that is held for microseconds: blocks, who leases them, entries. One method
/// a message. Thread-safe.
/// </summary>
internal sealed class BlockStore
{
    private const HandleRights Written = HandleRights.Read | HandleRights.Publish;

    private readonly Lock _gate = new();
    private readonly TimeProvider _time;
    private readonly HandleMint _mint;
    private readonly BlockDirectory _blocks;
    private readonly EntryTable _entries;
    private readonly Housekeeper _housekeeper;
    private readonly List<StorePeer> _peers = [];
    private long _refusals;
    private bool _closed;

    internal BlockStore(IMemoryRegion region, PeerIdentity self, CacheSettings settings, TimeProvider time)
    {
        _time = time;
        _mint = new HandleMint(self, time);
        _blocks = new BlockDirectory(region, settings.Slots, settings.DataOffset);
        _entries = new EntryTable(_blocks, settings.SizeLimit);
        _housekeeper = new Housekeeper(_gate, _entries, settings, time);
    }

    private long Now => _time.GetUtcNow().UtcTicks;

    internal StoreStatus Status
    {
        get
        {
            lock (_gate)
            {
                return new StoreStatus(
                    _entries.Count, _entries.Size, _blocks.Count, _blocks.FreeBytes, _peers.Count,
                    _peers.Sum(peer => peer.Leases.Count), _refusals, _housekeeper.Evictions);
            }
        }
    }

    /// <summary>A peer has connected.</summary>
    internal StorePeer Join(PeerIdentity identity)
    {
        StorePeer peer = new(identity, new LeaseBook(_blocks));
        lock (_gate)
        {
            _peers.Add(peer);
        }

        return peer;
    }

    /// <summary>A peer's connection has ended, and with it all it leased.</summary>
    internal void Leave(StorePeer peer)
    {
        lock (_gate)
        {
            if (!_peers.Remove(peer) || _closed)
            {
                return;
            }

            if (peer.Leases.HasKept)
            {
                _entries.DropKept(peer.Leases);
            }

            peer.Leases.End();
        }
    }

    /// <summary>The region goes away: from here on nothing touches it.</summary>
    internal void Close()
    {
        lock (_gate)
        {
            _closed = true;
            _housekeeper.Close();
        }
    }

    internal CacheReply Lookup(StorePeer peer, string key)
    {
        lock (_gate)
        {
            long now = Now;
            CacheEntry? entry = _closed ? null : _entries.Access(key, now, peer.Leases);
            _housekeeper.Operated(now);
            if (entry is null)
            {
                return Failed(FailureKind.NotFound);
            }

            if (entry.Block.Keeper is null)
            {
                peer.Leases.Take(entry.Block);
            }

            return Value(entry.Block, peer);
        }
    }

    /// <summary>Which version is under the key; changes nothing.</summary>
    internal CacheReply Peek(StorePeer peer, string key)
    {
        lock (_gate)
        {
            return !_closed && _entries.Find(key, Now) is CacheEntry entry && entry.IsFor(peer.Leases)
                ? Value(entry.Block, peer)
                : Failed(FailureKind.NotFound);
        }
    }

    internal Outcome Refresh(string key)
    {
        lock (_gate)
        {
            long now = Now;
            CacheEntry? entry = _closed ? null : _entries.Access(key, now);
            _housekeeper.Operated(now);
            return entry is null ? Outcome.NotStarted(FailureKind.NotFound) : Outcome.Done;
        }
    }

    internal Outcome Remove(string key)
    {
        lock (_gate)
        {
            long now = Now;
            bool removed = !_closed && _entries.Remove(key, now);
            _housekeeper.Operated(now);
            return removed ? Outcome.Done : Outcome.NotStarted(FailureKind.NotFound);
        }
    }

    internal CacheReply Allocate(StorePeer peer, long capacity)
    {
        lock (_gate)
        {
            if (_closed)
            {
                return Failed(FailureKind.Draining);
            }

            Block? block = _blocks.TryAdd(capacity);
            if (block is null)
            {
                // Nothing that MemoryCache would still have may go: whoever finds no room here keeps the value itself.
                _housekeeper.MakeRoom(() => (block = _blocks.TryAdd(capacity)) is not null, Now);
            }

            if (block is null)
            {
                return Failed(FailureKind.NoSpace);
            }

            peer.Leases.Take(block);
            return Done(block, HandleRights.Write | HandleRights.Publish, block.Capacity, peer);
        }
    }

    /// <summary>False: refused, and the block, if it is one of the peer's, can't be sealed any more.</summary>
    internal bool Write(StorePeer peer, in BlockWrite write)
    {
        lock (_gate)
        {
            Outcome found = Find(peer, write.Block, HandleRights.Write, out Block? block);
            if (!found.IsDone || block!.IsSealed || !peer.Leases.Has(block))
            {
                return false;
            }

            if (write.Offset < 0 || write.Offset > block.Capacity - write.Bytes.Length)
            {
                block.IsSpoiled = true;
                return false;
            }

            // Under the lock: outside, the lease that keeps the memory this block's could end meanwhile.
            write.Bytes.CopyTo(_blocks.Bytes(block, write.Offset, write.Bytes.Length));
            return true;
        }
    }

    internal CacheReply Seal(StorePeer peer, in SealRequest request)
    {
        lock (_gate)
        {
            Outcome found = Find(peer, request.Block, HandleRights.Write, out Block? block);
            if (!found.IsDone)
            {
                return new CacheReply(found, default);
            }

            if (block!.IsSealed || block.IsSpoiled || !peer.Leases.Has(block))
            {
                return Failed(FailureKind.Refused);
            }

            if (request.Length < 0 || request.Length > block.Capacity)
            {
                return Failed(FailureKind.TooLarge);
            }

            StorePeer? holder = request.Holder == 0 ? peer : PeerOf(request.Holder);
            if (holder is null)
            {
                // It may come yet, and the block may be the only copy of a body: the writer keeps it, or gives it back.
                return Failed(FailureKind.PeerDown);
            }

            if (holder != peer)
            {
                holder.Leases.Take(block);
                peer.Leases.TryGiveBack(block);
            }

            _blocks.Seal(block, request.Length);
            return Done(block, Written, block.Length, holder);
        }
    }

    internal Outcome Publish(StorePeer peer, in PublishRequest request)
    {
        lock (_gate)
        {
            long now = Now;
            Outcome found = Find(peer, request.Block, HandleRights.Publish, out Block? block);
            if (!found.IsDone)
            {
                return found;
            }

            if (!block!.IsSealed || request.Block.Offset != 0 || request.Block.Length != block.Length
                || request.AbsoluteExpiration < 0 || request.SlidingExpiration < 0)
            {
                return Outcome.NotStarted(FailureKind.Refused);
            }

            _housekeeper.Operated(now);
            return request.OnlyIfVersion == 0 ? Put(request, block, now) : Exchange(request, block, now);
        }
    }

    /// <summary>An entry for a value that the peer keeps itself: with the fate and the weight of one that is here, but without a block.</summary>
    internal CacheReply StandIn(StorePeer peer, in StandInRequest request)
    {
        lock (_gate)
        {
            if (_closed || request.AbsoluteExpiration < 0 || request.SlidingExpiration < 0)
            {
                return Failed(_closed ? FailureKind.Draining : FailureKind.Refused);
            }

            long now = Now;
            Block block = _blocks.StandIn(request.Length, peer.Leases);
            peer.Leases.HasKept = true;
            _housekeeper.Operated(now);
            PublishRequest publish = new(
                request.Key, default, request.AbsoluteExpiration, request.SlidingExpiration, request.OnlyIfVersion);
            Outcome outcome = request.OnlyIfVersion == 0 ? Put(publish, block, now) : Exchange(publish, block, now);
            return outcome.IsDone && block.Holds > 0 ? Value(block, peer) : new CacheReply(outcome, default);
        }
    }

    /// <summary>False: there was no such lease.</summary>
    internal bool Release(StorePeer peer, ReleaseRequest request)
    {
        lock (_gate)
        {
            return !_closed && _blocks.Find(request.Object, request.Version) is Block block && peer.Leases.TryGiveBack(block);
        }
    }

    private static CacheReply Failed(FailureKind why) => new(Outcome.NotStarted(why), default);

    private CacheReply Done(Block block, HandleRights rights, long length, StorePeer holder) =>
        new(Outcome.Done, _mint.Mint((ulong)(long)block.Slot, block.Version, block.Id, rights, length, holder.Identity));

    private CacheReply Value(Block block, StorePeer peer) =>
        Done(block, block.Keeper is null ? Written : HandleRights.None, block.Length, peer);

    private Outcome Put(in PublishRequest request, Block block, long now)
    {
        CacheEntry entry = new()
        {
            Key = request.Key,
            Block = block,
            AbsoluteExpiration = request.AbsoluteExpiration,
            SlidingExpiration = request.SlidingExpiration,
        };
        if (_entries.Put(entry, now))
        {
            return Outcome.Done;
        }

        _housekeeper.Overfull();
        return Outcome.NotStarted(FailureKind.NoSpace);
    }

    private Outcome Exchange(in PublishRequest request, Block block, long now)
    {
        if (_entries.Find(request.Key, now) is not CacheEntry entry || entry.Block.Version != request.OnlyIfVersion)
        {
            return Outcome.NotStarted(FailureKind.Stale);
        }

        if (entry.Block.Length != block.Length)
        {
            return Outcome.NotStarted(FailureKind.Refused);
        }

        _entries.Exchange(entry, block);
        return Outcome.Done;
    }

    private Outcome Find(StorePeer peer, in Handle handle, HandleRights right, out Block? block)
    {
        block = null;
        Outcome check = _closed ? Outcome.NotStarted(FailureKind.Revoked) : _mint.Check(handle, peer.Identity, right);
        if (!check.IsDone)
        {
            _refusals++;
            return check;
        }

        block = _blocks.Find(handle.Object, handle.Version);
        return block is not null && block.Id == handle.Id ? Outcome.Done : Outcome.NotStarted(FailureKind.Stale);
    }

    /// <summary>The connection of a service that was made last: an older one is about to end.</summary>
    private StorePeer? PeerOf(uint service) => _peers.FindLast(peer => peer.Identity.Service == service);
}
