namespace Nanoservices.Wire;

/// <summary><see cref="MessageKind.Lookup"/>, <see cref="MessageKind.Remove"/>, <see cref="MessageKind.Refresh"/>: a key.</summary>
/// <remarks>Wire: text key. Flags: of a Lookup <see cref="LookupFlags"/>, else none.</remarks>
public static class CacheKey
{
    /// <summary>The longest key in UTF-16 characters; longer ones are refused with TooLarge.</summary>
    public const int MaxLength = 16 * 1024;

    /// <summary>Writes the message.</summary>
    public static void Write(WireWriter writer, MessageKind kind, ulong call, string key, LookupFlags flags = LookupFlags.None)
    {
        writer.Begin(kind, call, (ushort)flags);
        writer.Text(key);
    }

    /// <summary>Reads the message.</summary>
    public static string Read(ref WireReader reader)
    {
        string key = reader.RequiredText();
        reader.End();
        return key;
    }
}
