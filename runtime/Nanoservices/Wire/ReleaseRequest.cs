namespace Nanoservices.Wire;

/// <summary><see cref="MessageKind.Release"/>: one lease of the sender on a block is given back. Idle blocks no entry names are freed.</summary>
/// <remarks>Wire: u64 object, u64 version.</remarks>
/// <param name="Object">The block's slot.</param>
/// <param name="Version">Its version.</param>
public readonly record struct ReleaseRequest(ulong Object, ulong Version)
{
    /// <summary>Writes the message.</summary>
    public void Write(WireWriter writer)
    {
        writer.Begin(MessageKind.Release, 0);
        writer.UInt64(Object);
        writer.UInt64(Version);
    }

    /// <summary>Reads the message.</summary>
    public static ReleaseRequest Read(ref WireReader reader)
    {
        ReleaseRequest request = new(reader.UInt64(), reader.UInt64());
        reader.End();
        return request;
    }
}
