using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using Nanoservices.Compare.Ledgers;
using Xunit;

namespace Nanoservices.Compare.Tests.Ledgers;

/// <summary>What the system says of the test's own process.</summary>
public sealed class ProcessFilesTests
{
    private static readonly int Me = Environment.ProcessId;

    [Fact]
    public void Internet_sockets_are_found_and_unix_sockets_are_none()
    {
        int before = Assert.NotNull(ProcessFiles.InternetSockets(Me));
        using var tcp = new TcpListener(IPAddress.Loopback, 0);
        tcp.Start();
        using var udp = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0));
        using var unix = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);

        // Other tests of this process open and close sockets meanwhile; these two are open throughout.
        Assert.InRange(ProcessFiles.InternetSockets(Me) ?? 0, 2, int.MaxValue);
        Assert.True(before >= 0);
    }

    [Fact]
    public unsafe void A_number_in_memory_is_read()
    {
        ulong* number = (ulong*)NativeMemory.Alloc(sizeof(ulong));
        *number = 0x0123_4567_89AB_CDEF;
        Assert.Equal(*number, ProcessFiles.Number(Me, (long)number));
        NativeMemory.Free(number);
    }

    [Fact]
    public void Bytes_read_from_files_are_counted()
    {
        string file = Path.GetTempFileName();
        File.WriteAllBytes(file, new byte[3_000_000]);
        long before = Assert.NotNull(ProcessFiles.BytesMoved(Me));
        File.ReadAllBytes(file);
        File.Delete(file);
        Assert.InRange(Assert.NotNull(ProcessFiles.BytesMoved(Me)) - before, 3_000_000, long.MaxValue);
    }

    [Fact]
    public void A_process_that_is_gone_is_not_known()
    {
        const int Nobody = int.MaxValue;
        Assert.Null(ProcessFiles.CpuTime(Nobody));
        Assert.Null(ProcessFiles.BytesMoved(Nobody));
        Assert.Null(ProcessFiles.Mappings(Nobody, "x"));
        Assert.Null(ProcessFiles.InternetSockets(Nobody));
        Assert.Null(ProcessFiles.Number(Nobody, 0));
    }
}
