using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Nanoservices.Fabric.Contract;
using Nanoservices.Handles;
using Nanoservices.Outcomes;

namespace Nanoservices.Cache.Capabilities;

/// <summary>
/// Makes this nanoservice's handles, and knows them again: the MAC is under a random key of this epoch that never leaves the
/// process. Thread-safe.
/// </summary>
internal sealed class HandleMint(PeerIdentity self, TimeProvider time)
{
    private readonly byte[] _key = RandomNumberGenerator.GetBytes(32);

    /// <summary>A handle for a version of an object, issued to <paramref name="holder"/>.</summary>
    internal Handle Mint(ulong slot, ulong version, UInt128 id, HandleRights rights, long length, PeerIdentity holder)
    {
        Handle handle = new()
        {
            Kind = HandleKind.Block,
            Rights = rights,
            Service = self.Service,
            Epoch = self.Epoch,
            Object = slot,
            Version = version,
            Length = length,
            Holder = Handle.HolderOf(holder.Service, holder.Epoch),
            Id = id,
        };
        return handle with { Seal = Mac(handle) };
    }

    /// <summary>Whether the handle is one of ours, issued to who shows it, with the right that is asked for. Done, or NotStarted: Revoked, Forbidden.</summary>
    internal Outcome Check(in Handle handle, PeerIdentity holder, HandleRights right)
    {
        if (handle.Kind != HandleKind.Block || handle.Service != self.Service)
        {
            return Outcome.NotStarted(FailureKind.Forbidden);
        }

        if (handle.Epoch != self.Epoch)
        {
            return Outcome.NotStarted(FailureKind.Revoked);
        }

        // First of all that it says: nothing in a handle counts before its seal has been proved, in constant time.
        UInt128 expected = Mac(handle);
        UInt128 shown = handle.Seal;
        if (!CryptographicOperations.FixedTimeEquals(AsBytes(ref expected), AsBytes(ref shown))
            || handle.Holder != Handle.HolderOf(holder.Service, holder.Epoch)
            || (handle.Rights & right) != right)
        {
            return Outcome.NotStarted(FailureKind.Forbidden);
        }

        return handle.Deadline != 0 && handle.Deadline <= time.GetUtcNow().ToUnixTimeMilliseconds()
            ? Outcome.NotStarted(FailureKind.Revoked)
            : Outcome.Done;
    }

    [SkipLocalsInit]
    private UInt128 Mac(in Handle handle)
    {
        Span<byte> bytes = stackalloc byte[Handle.Size];
        Span<byte> mac = stackalloc byte[HMACSHA256.HashSizeInBytes];
        handle.Write(bytes);
        HMACSHA256.HashData(_key, bytes[..Handle.SealedSize], mac);
        return MemoryMarshal.Read<UInt128>(mac);
    }

    private static ReadOnlySpan<byte> AsBytes(ref UInt128 value) =>
        MemoryMarshal.AsBytes(MemoryMarshal.CreateReadOnlySpan(ref value, 1));
}
