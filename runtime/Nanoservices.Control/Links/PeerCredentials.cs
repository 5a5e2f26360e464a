using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace Nanoservices.Control.Links;

/// <summary>Who is at the other end of a Unix socket, as the kernel says (man 7 unix, SO_PEERCRED).</summary>
/// <param name="ProcessId">Who connected or listened; 0 when it is in no process namespace of ours.</param>
/// <param name="UserId">Its effective user.</param>
/// <param name="GroupId">Its effective group.</param>
[StructLayout(LayoutKind.Sequential)]
public readonly record struct PeerCredentials(int ProcessId, uint UserId, uint GroupId)
{
    private const int SolSocket = 1;

    private const int SoPeerCred = 17;

    /// <summary>Asks the kernel.</summary>
    /// <exception cref="SocketException">It is no connected Unix socket.</exception>
    public static PeerCredentials Of(Socket socket)
    {
        Span<byte> bytes = stackalloc byte[12];
        socket.GetRawSocketOption(SolSocket, SoPeerCred, bytes);
        return MemoryMarshal.Read<PeerCredentials>(bytes);
    }
}
