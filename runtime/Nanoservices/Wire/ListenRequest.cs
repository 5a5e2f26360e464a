namespace Nanoservices.Wire;

/// <summary><see cref="MessageKind.Listen"/>: where the app would have listened, and under which settings.</summary>
/// <remarks>Wire: u16 count and texts of the addresses; u16 count and (u16 setting, i64 value).</remarks>
public sealed class ListenRequest
{
    private const int MaxEntries = 256;

    /// <summary>Addresses as in ASPNETCORE_URLS. The placement's own addresses outrank them.</summary>
    public IReadOnlyList<string> Addresses { get; init; } = [];

    /// <summary>Settings that differ from the server's defaults.</summary>
    public IReadOnlyDictionary<ServerSetting, long> Settings { get; init; } = new Dictionary<ServerSetting, long>();

    /// <summary>Writes the message.</summary>
    public void Write(WireWriter writer, ulong call)
    {
        writer.Begin(MessageKind.Listen, call);
        writer.UInt16(checked((ushort)Addresses.Count));
        foreach (string address in Addresses)
        {
            writer.Text(address);
        }

        writer.UInt16(checked((ushort)Settings.Count));
        foreach ((ServerSetting setting, long value) in Settings)
        {
            writer.UInt16((ushort)setting);
            writer.Int64(value);
        }
    }

    /// <summary>Reads the message.</summary>
    public static ListenRequest Read(ref WireReader reader)
    {
        string[] addresses = new string[Count(ref reader)];
        for (int i = 0; i < addresses.Length; i++)
        {
            addresses[i] = reader.RequiredText();
        }

        Dictionary<ServerSetting, long> settings = [];
        for (int left = Count(ref reader); left > 0; left--)
        {
            ServerSetting setting = (ServerSetting)reader.UInt16();
            settings[setting] = reader.Int64();
        }

        reader.End();
        return new ListenRequest { Addresses = addresses, Settings = settings };
    }

    private static int Count(ref WireReader reader)
    {
        int count = reader.UInt16();
        return count <= MaxEntries ? count : throw new WireFormatException($"Listen: {count} entries are more than {MaxEntries}.");
    }
}
