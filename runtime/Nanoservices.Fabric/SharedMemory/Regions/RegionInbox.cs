using Nanoservices.Fabric.Contract;
using Nanoservices.Fabric.Regions;
using Nanoservices.Fabric.SharedMemory.Interop;

namespace Nanoservices.Fabric.SharedMemory.Regions;

/// <summary>
/// The regions that a peer has shared over one connection: descriptors, not mappings, until opened. Bounded. Under its
/// endpoint's lock.
/// </summary>
internal sealed class RegionInbox : IDisposable
{
    /// <summary>How many a peer may share over one connection.</summary>
    internal const int Capacity = 1024;

    private readonly Dictionary<ulong, (FileDescriptor Memory, RegionPacket Packet)> _regions = [];

    /// <summary>Takes what came; false, and the descriptor is closed, when the peer must not have sent it.</summary>
    internal bool TryAdd(ReadOnlySpan<byte> packet, FileDescriptor? memory)
    {
        if (memory is not null && _regions.Count < Capacity && RegionPacket.TryDecode(packet, out RegionPacket decoded)
            && SealedMemory.IsSealed(memory, decoded.Key.Length) && _regions.TryAdd(decoded.Key.Id, (memory, decoded)))
        {
            return true;
        }

        memory?.Dispose();
        return false;
    }

    /// <summary>Maps a region; null when it was not shared. Throws IOException when the system refuses.</summary>
    internal IRemoteRegion? Open(RemoteKey key)
    {
        if (!_regions.TryGetValue(key.Id, out (FileDescriptor Memory, RegionPacket Packet) region) || region.Packet.Key != key)
        {
            return null;
        }

        RegionAccess access = region.Packet.Access;
        MappedMemory mapped = MappedMemory.Map(region.Memory, key.Length, access == RegionAccess.ReadWrite);
        return new MappedRemoteRegion(mapped, key.Length, access);
    }

    /// <summary>Closes the descriptors; mappings stay.</summary>
    public void Dispose()
    {
        foreach ((FileDescriptor memory, _) in _regions.Values)
        {
            memory.Dispose();
        }

        _regions.Clear();
    }
}
