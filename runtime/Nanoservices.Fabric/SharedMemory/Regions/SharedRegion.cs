using Nanoservices.Fabric.Contract;
using Nanoservices.Fabric.Regions;
using Nanoservices.Fabric.SharedMemory.Interop;
using Nanoservices.Outcomes;

namespace Nanoservices.Fabric.SharedMemory.Regions;

/// <summary>A region of this process that peers on this host can map.</summary>
internal sealed class SharedRegion : MappedRegion
{
    private readonly FileDescriptor _memory;
    private readonly FileDescriptor _readOnly;

    private SharedRegion(IFabric fabric, string name, FileDescriptor memory, FileDescriptor readOnly, MappedMemory mapped, long length)
        : base(name, mapped, length)
    {
        Fabric = fabric;
        _memory = memory;
        _readOnly = readOnly;
    }

    /// <summary>Where it belongs.</summary>
    internal IFabric Fabric { get; }

    /// <summary>Creates it. Throws NanoserviceException(NoSpace) when the system has no memory or descriptors for it.</summary>
    internal static SharedRegion Create(IFabric fabric, string name, long length)
    {
        FileDescriptor? memory = null;
        FileDescriptor? readOnly = null;
        try
        {
            memory = SealedMemory.Create($"nano-region-{name}", length);
            readOnly = SealedMemory.OpenReadOnly(memory);
            return new SharedRegion(fabric, name, memory, readOnly, MappedMemory.Map(memory, length, writable: true), length);
        }
        catch (IOException e)
        {
            memory?.Dispose();
            readOnly?.Dispose();
            throw new NanoserviceException(
                $"Region '{name}' of {length} bytes could not be created ({e.Message})", Outcome.NotStarted(FailureKind.NoSpace));
        }
    }

    /// <summary>What a peer with this access gets.</summary>
    internal FileDescriptor DescriptorFor(RegionAccess access) => access == RegionAccess.ReadWrite ? _memory : _readOnly;

    /// <inheritdoc/>
    protected override void DisposeTransport()
    {
        _memory.Dispose();
        _readOnly.Dispose();
    }
}
