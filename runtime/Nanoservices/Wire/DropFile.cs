namespace Nanoservices.Wire;

/// <summary><see cref="MessageKind.DropFile"/>: a file was passed, and no plan will take it any more.</summary>
/// <remarks>Wire: u64 id of the file.</remarks>
public static class DropFile
{
    /// <summary>Writes the message.</summary>
    public static void Write(WireWriter writer, ulong exchange, ulong file)
    {
        writer.Begin(MessageKind.DropFile, exchange);
        writer.UInt64(file);
    }

    /// <summary>Reads the message.</summary>
    public static ulong Read(ref WireReader reader)
    {
        ulong file = reader.UInt64();
        reader.End();
        return file;
    }
}
