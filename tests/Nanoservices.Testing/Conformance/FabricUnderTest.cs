using Nanoservices.Fabric.Contract;
using Nanoservices.Fabric.Defects;

namespace Nanoservices.Testing.Conformance;

/// <summary>What the conformance kit must know of an implementation of IFabric.</summary>
public abstract class FabricUnderTest
{
    /// <summary>A new fabric that tells <paramref name="onDefect"/> of exceptions out of handlers.</summary>
    public abstract IFabric Create(Action<FabricDefect> onDefect);

    /// <summary>An address that was never used before.</summary>
    public abstract FabricAddress NewAddress();

    /// <summary>Identity number <paramref name="number"/> for a test.</summary>
    public static PeerIdentity Identity(string name, uint number) => new(name, "test", number, 1000UL + number);
}
