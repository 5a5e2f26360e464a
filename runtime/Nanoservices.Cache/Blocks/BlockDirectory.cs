using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Nanoservices.Blocks;
using Nanoservices.Cache.Allocation;
using Nanoservices.Fabric.Contract;

namespace Nanoservices.Cache.Blocks;

/// <summary>
/// The blocks of a region, and the directory at its start by which peers find and prove them. Readers may look at any moment:
/// an entry's version is written last when it is given out, and first, as 0, before anything of it is used again.
/// Under the store's lock.
/// </summary>
internal sealed class BlockDirectory
{
    private readonly IMemoryRegion _region;
    private readonly RegionAllocator _space;
    private readonly Block?[] _blocks;
    private readonly Stack<int> _freeSlots = new();
    private int _slotsEverUsed;
    private ulong _lastVersion;

    internal BlockDirectory(IMemoryRegion region, int slots, long dataOffset)
    {
        _region = region;
        _blocks = new Block?[slots];
        _space = new RegionAllocator(dataOffset, region.Length & -RegionAllocator.Granule);
    }

    /// <summary>Blocks that live.</summary>
    internal int Count { get; private set; }

    /// <summary>Bytes that no block has.</summary>
    internal long FreeBytes => _space.FreeBytes;

    /// <summary>A new block without holds and content; null when there is no room or no slot for it.</summary>
    internal Block? TryAdd(long capacity)
    {
        long offset = 0;
        if ((_freeSlots.Count == 0 && _slotsEverUsed == _blocks.Length)
            || (capacity > 0 && !_space.TryAllocate(capacity, out offset)))
        {
            return null;
        }

        int slot = _freeSlots.TryPop(out int free) ? free : _slotsEverUsed++;
        Block block = new() { Slot = slot, Offset = offset, Capacity = RegionAllocator.Rounded(capacity) };
        _blocks[slot] = block;
        Count++;
        Announce(block);
        return block;
    }

    /// <summary>A stand-in for a value of <paramref name="length"/> bytes that a peer keeps: a version, and nothing in the region.</summary>
    internal Block StandIn(long length, LeaseBook keeper) =>
        new() { Slot = -1, Offset = 0, Length = length, Version = ++_lastVersion, Keeper = keeper };

    /// <summary>Makes the content final: a new version, which no handle for writing has, over exactly <paramref name="length"/> bytes.</summary>
    internal void Seal(Block block, long length)
    {
        Withdraw(block);
        long kept = RegionAllocator.Rounded(length);
        if (kept < block.Capacity)
        {
            _space.Free(block.Offset + kept, block.Capacity - kept);
            block.Capacity = kept;
        }

        block.Length = length;
        Announce(block);
    }

    /// <summary>Ends a hold. The last one ends the block: first its version, then its memory is free.</summary>
    internal void Drop(Block block, int holds = 1)
    {
        block.Holds -= holds;
        if (block.Holds > 0 || block.Keeper is not null)
        {
            return;
        }

        Withdraw(block);
        if (block.Capacity > 0)
        {
            _space.Free(block.Offset, block.Capacity);
        }

        _blocks[block.Slot] = null;
        _freeSlots.Push(block.Slot);
        block.Version = 0;
        Count--;
    }

    /// <summary>The block that has this version in this slot; null: it was freed, or never was.</summary>
    internal Block? Find(ulong slot, ulong version) =>
        slot < (ulong)_blocks.Length && _blocks[slot] is Block block && block.Version == version ? block : null;

    /// <summary>The bytes of a block.</summary>
    internal Span<byte> Bytes(Block block, long offset, int length) => _region.Slice(block.Offset + offset, length);

    private void Announce(Block block)
    {
        Span<byte> id = stackalloc byte[16];
        RandomNumberGenerator.Fill(id);
        block.Id = MemoryMarshal.Read<UInt128>(id);
        block.Version = ++_lastVersion;

        ref BlockEntry entry = ref Entry(block.Slot);
        entry.Offset = block.Offset;
        entry.Capacity = block.Capacity;
        entry.Length = block.Length;
        entry.IdLow = (ulong)block.Id;
        entry.IdHigh = (ulong)(block.Id >> 64);
        Volatile.Write(ref entry.Version, block.Version);
    }

    private void Withdraw(Block block)
    {
        Volatile.Write(ref Entry(block.Slot).Version, 0);

        // No write to the entry or to the memory may be seen before the version has gone.
        Interlocked.MemoryBarrier();
    }

    private ref BlockEntry Entry(int slot) =>
        ref MemoryMarshal.AsRef<BlockEntry>(_region.Slice((long)slot * BlockEntry.Size, BlockEntry.Size));
}
