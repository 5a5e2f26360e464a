namespace Nanoservices.Fabric.Contract;

/// <summary>Where a nanoservice listens on its fabric: a name (Loopback) or a Unix socket's path (SharedMemory).</summary>
/// <param name="Value">The address in the fabric's own syntax.</param>
public readonly record struct FabricAddress(string Value)
{
    /// <inheritdoc/>
    public override string ToString() => Value;
}
