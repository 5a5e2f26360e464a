using System.Runtime.InteropServices;
using Nanoservices.Blocks;
using Nanoservices.Fabric.Contract;
using Nanoservices.Handles;
using Nanoservices.Outcomes;

namespace Nanoservices.Fabric.Blocks;

/// <summary>
/// A peer's view of a cache nanoservice's region through its mapping: reads blocks, proving that what was read is what the
/// handle named, and fills blocks that are not sealed. Thread-safe; allocates nothing.
/// </summary>
/// <param name="region">The region, mapped.</param>
/// <param name="slots">Entries of its directory.</param>
/// <param name="epoch">Epoch of the cache nanoservice that owns it: other epochs' handles are refused.</param>
public sealed class BlockWindow(IRemoteRegion region, uint slots, ulong epoch)
{
    /// <summary>
    /// Copies content from <paramref name="offset"/> of the handle's range. Done only if every byte is the handle's: on Stale
    /// or Revoked the destination holds rubbish that must not be used.
    /// </summary>
    public Outcome Read(in Handle handle, long offset, Span<byte> destination)
    {
        Outcome located = Locate(handle, offset, destination.Length, HandleRights.Read, out long start);
        if (!located.IsDone)
        {
            return located;
        }

        region.Slice(start, destination.Length).CopyTo(destination);

        // The copy's loads may not move past the check: on x86 they don't, elsewhere the barrier sees to it.
        Interlocked.MemoryBarrier();
        return Volatile.Read(ref Entry(handle.Object).Version) == handle.Version
            ? Outcome.Done
            : Outcome.NotStarted(FailureKind.Stale);
    }

    /// <summary>The writable bytes of a block that is not sealed yet, from <paramref name="offset"/> of the handle's range.</summary>
    public Outcome Open(in Handle handle, long offset, int length, out Span<byte> bytes)
    {
        Outcome located = Locate(handle, offset, length, HandleRights.Write, out long start);
        bytes = located.IsDone ? region.Slice(start, length) : default;
        return located;
    }

    private Outcome Locate(in Handle handle, long offset, int length, HandleRights right, out long start)
    {
        start = 0;
        if (handle.Epoch != epoch)
        {
            return Outcome.NotStarted(FailureKind.Revoked);
        }

        if ((handle.Rights & right) == 0 || handle.Kind != HandleKind.Block || handle.Object >= slots
            || offset < 0 || offset > handle.Length || length > handle.Length - offset)
        {
            return Outcome.NotStarted(FailureKind.Forbidden);
        }

        ref BlockEntry entry = ref Entry(handle.Object);
        if (Volatile.Read(ref entry.Version) != handle.Version)
        {
            return Outcome.NotStarted(FailureKind.Stale);
        }

        if (new UInt128(entry.IdHigh, entry.IdLow) != handle.Id)
        {
            return Outcome.NotStarted(FailureKind.Forbidden);
        }

        start = entry.Offset + handle.Offset + offset;
        bool inside = handle.Offset >= 0 && handle.Offset + offset + length <= entry.Capacity
            && start >= 0 && start <= region.Length - length;

        // Fields and version are of one state only if the version still stands after they were read.
        Interlocked.MemoryBarrier();
        return Volatile.Read(ref entry.Version) != handle.Version ? Outcome.NotStarted(FailureKind.Stale)
            : inside ? Outcome.Done
            : Outcome.NotStarted(FailureKind.Forbidden);
    }

    private ref BlockEntry Entry(ulong slot) =>
        ref MemoryMarshal.AsRef<BlockEntry>(region.Slice((long)slot * BlockEntry.Size, BlockEntry.Size));
}
