using System.Buffers;
using System.IO.Hashing;
using Nanoservices.Counters;
using Nanoservices.Handles;
using Nanoservices.Outcomes;
using Nanoservices.Shims.Caching.Connection;
using Nanoservices.Wire;

namespace Nanoservices.Shims.Caching.Values;

/// <summary>Puts bytes that this process has into a new block. They are payload bytes that go out of this process, and counted so. Thread-safe.</summary>
internal sealed class BlockSender(NanoserviceCounters counters)
{
    // With its head below 64 KiB, what every fabric takes.
    private const int PartBytes = 60 * 1024;

    /// <summary>Allocates, writes, seals. The source may change meanwhile: hash and block agree all the same.</summary>
    internal async ValueTask<StoredBlock> StoreAsync(CacheSession session, ReadOnlySequence<byte> source, bool sync)
    {
        CacheReply allocated = await session.AllocateAsync(source.Length, sync);
        if (!allocated.Outcome.IsDone)
        {
            return new StoredBlock(allocated.Outcome, default, default);
        }

        (Outcome written, UInt128 hash) = await WriteAsync(session, allocated.Handle, source, sync);
        CacheReply done = written.IsDone
            ? await session.SealAsync(allocated.Handle, source.Length, sync)
            : new CacheReply(written, default);
        if (!done.Outcome.IsDone)
        {
            session.Release(allocated.Handle);
            return new StoredBlock(done.Outcome, default, default);
        }

        return new StoredBlock(Outcome.Done, done.Handle, hash);
    }

    private async ValueTask<(Outcome Written, UInt128 Hash)> WriteAsync(
        CacheSession session, Handle block, ReadOnlySequence<byte> source, bool sync)
    {
        XxHash128 hash = ContentHash.Begin();
        byte[] part = ArrayPool<byte>.Shared.Rent(PartBytes);
        try
        {
            for (long offset = 0; offset < source.Length; offset += PartBytes)
            {
                // By way of a copy: what is hashed is what is sent, whoever changes the source meanwhile.
                Memory<byte> bytes = part.AsMemory(0, (int)Math.Min(PartBytes, source.Length - offset));
                source.Slice(offset, bytes.Length).CopyTo(bytes.Span);
                hash.Append(bytes.Span);
                Outcome sent = await session.WriteAsync(block, offset, bytes, sync);
                if (!sent.IsDone)
                {
                    return (sent, default);
                }

                counters.AddPayloadOut(bytes.Length);
            }

            return (Outcome.Done, hash.GetCurrentHashAsUInt128());
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(part);
        }
    }
}
