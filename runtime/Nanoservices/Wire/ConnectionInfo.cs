using System.Net;

namespace Nanoservices.Wire;

/// <summary>The connection that a request came on, as IHttpConnectionFeature and ITlsConnectionFeature show it.</summary>
/// <remarks>Wire: text id; bytes of the remote address (0, 4 or 16), u32 its IPv6 scope, u16 remote port; the same for local; bytes of the client certificate (DER; empty: none).</remarks>
public sealed record ConnectionInfo
{
    /// <summary>The server's id of the connection.</summary>
    public required string Id { get; init; }

    /// <summary>The client's address; null when it has none (a Unix socket).</summary>
    public IPAddress? RemoteAddress { get; init; }

    /// <summary>The client's port.</summary>
    public ushort RemotePort { get; init; }

    /// <summary>The server's address; null when it has none.</summary>
    public IPAddress? LocalAddress { get; init; }

    /// <summary>The server's port.</summary>
    public ushort LocalPort { get; init; }

    /// <summary>The client's certificate, DER; empty when it sent none.</summary>
    public byte[] ClientCertificate { get; init; } = [];

    internal void Write(WireWriter writer)
    {
        writer.Text(Id);
        WriteAddress(writer, RemoteAddress);
        writer.UInt16(RemotePort);
        WriteAddress(writer, LocalAddress);
        writer.UInt16(LocalPort);
        writer.Bytes(ClientCertificate);
    }

    internal static ConnectionInfo Read(ref WireReader reader) => new()
    {
        Id = reader.RequiredText(),
        RemoteAddress = ReadAddress(ref reader),
        RemotePort = reader.UInt16(),
        LocalAddress = ReadAddress(ref reader),
        LocalPort = reader.UInt16(),
        ClientCertificate = reader.Bytes().ToArray(),
    };

    private static void WriteAddress(WireWriter writer, IPAddress? address)
    {
        Span<byte> bytes = stackalloc byte[16];
        int length = 0;
        address?.TryWriteBytes(bytes, out length);
        writer.Bytes(bytes[..length]);
        writer.UInt32(address is { AddressFamily: System.Net.Sockets.AddressFamily.InterNetworkV6 } ? (uint)address.ScopeId : 0);
    }

    private static IPAddress? ReadAddress(ref WireReader reader)
    {
        ReadOnlySpan<byte> bytes = reader.Bytes();
        uint scope = reader.UInt32();
        return bytes.Length switch
        {
            0 => null,
            4 => new IPAddress(bytes),
            16 => new IPAddress(bytes, scope),
            _ => throw new WireFormatException($"{reader.Header.Kind}: an address of {bytes.Length} bytes."),
        };
    }
}
