using System.Runtime.InteropServices;
using Nanoservices.Fabric.Contract;
using Nanoservices.Outcomes;
using Xunit;

namespace Nanoservices.Testing.Conformance;

/// <summary>A block of equal bytes behind a version word, odd while it is written: what readers of a region must do.</summary>
internal static class VersionedBlock
{
    internal const int Bytes = 4096;

    private const int DataOffset = 64;

    internal static void WriteUntil(IMemoryRegion region, CancellationToken stop)
    {
        ulong version = 0;
        while (!stop.IsCancellationRequested)
        {
            ref ulong word = ref MemoryMarshal.AsRef<ulong>(region.Slice(0, 8));
            Volatile.Write(ref word, ++version);
            Interlocked.MemoryBarrier();
            region.Slice(DataOffset, Bytes).Fill((byte)(version / 2));
            Interlocked.MemoryBarrier();
            Volatile.Write(ref word, ++version);
            Thread.SpinWait(2000);
        }
    }

    /// <summary>Whether the read met no writer. Fails when the versions say so and the bytes say otherwise.</summary>
    internal static async Task<bool> TryReadAsync(IRemoteRegion remote, byte[] copy)
    {
        byte[] word = new byte[8];
        Assert.Equal(Outcome.Done, await remote.ReadAsync(0, word, Waits.Guard));
        ulong before = BitConverter.ToUInt64(word);
        Interlocked.MemoryBarrier();
        Assert.Equal(Outcome.Done, await remote.ReadAsync(DataOffset, copy, Waits.Guard));
        Interlocked.MemoryBarrier();
        Assert.Equal(Outcome.Done, await remote.ReadAsync(0, word, Waits.Guard));
        if (before % 2 != 0 || before != BitConverter.ToUInt64(word))
        {
            return false;
        }

        byte expected = before == 0 ? (byte)0 : (byte)((before - 1) / 2);
        Assert.True(copy.AsSpan().IndexOfAnyExcept(expected) < 0, $"a torn block passed at version {before}");
        return true;
    }
}
