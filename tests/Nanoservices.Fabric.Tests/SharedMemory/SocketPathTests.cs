using Nanoservices.Fabric.Contract;
using Nanoservices.Fabric.SharedMemory;
using Nanoservices.Outcomes;
using Nanoservices.Testing.Conformance;
using Xunit;

namespace Nanoservices.Fabric.Tests.SharedMemory;

[System.Runtime.Versioning.SupportedOSPlatform("linux")]
public sealed class SocketPathTests
{
    private static readonly PeerIdentity Self = FabricUnderTest.Identity("test", 1);

    [Fact]
    public async Task A_folder_that_is_not_there_is_made_private()
    {
        await using SharedMemoryFabric fabric = new();
        string folder = SharedMemoryUnderTest.NewPath().Value;
        await using IListener listener = await fabric.ListenAsync(new(Path.Combine(folder, "socket")), Self);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(folder));
    }

    [Fact]
    public async Task A_folder_that_others_may_enter_is_refused()
    {
        string folder = SharedMemoryUnderTest.NewPath().Value;
        Directory.CreateDirectory(folder);
        File.SetUnixFileMode(folder, File.GetUnixFileMode(folder) | UnixFileMode.GroupExecute);
        await AssertRefused(Path.Combine(folder, "socket"), "0700");
    }

    [Fact]
    public async Task What_is_no_socket_is_refused_and_stays()
    {
        string path = SharedMemoryUnderTest.NewPath().Value;
        await File.WriteAllTextAsync(path, "precious");
        await AssertRefused(path, "not a socket");
        Assert.Equal("precious", await File.ReadAllTextAsync(path));
        string folder = SharedMemoryUnderTest.NewPath().Value;
        Directory.CreateDirectory(folder);
        await AssertRefused(folder, "not a socket");
        string link = SharedMemoryUnderTest.NewPath().Value;
        File.CreateSymbolicLink(link, path);
        await AssertRefused(link, "not a socket");
        Assert.Equal("precious", await File.ReadAllTextAsync(link));
    }

    [Fact]
    public async Task A_path_that_cannot_be_an_address_is_refused()
    {
        await AssertRefused("relative/socket", "absolute");
        await AssertRefused("", "absolute");
        await AssertRefused(Path.Combine("/tmp", new string('x', 110)), "107");
    }

    [Fact]
    public async Task Of_many_who_take_over_a_dead_ones_path_at_once_one_wins()
    {
        FabricAddress address = SharedMemoryUnderTest.NewPath();
        for (int round = 0; round < 10; round++)
        {
            // A socket whose process is gone: bound, closed, still there.
            using (System.Net.Sockets.Socket dead = new(
                System.Net.Sockets.AddressFamily.Unix, System.Net.Sockets.SocketType.Seqpacket, System.Net.Sockets.ProtocolType.Unspecified))
            {
                string stale = address.Value + ".stale";
                dead.Bind(new System.Net.Sockets.UnixDomainSocketEndPoint(stale));
                File.Move(stale, address.Value);
            }

            SharedMemoryFabric[] fabrics = [.. Enumerable.Range(0, 6).Select(_ => new SharedMemoryFabric())];
            IListener?[] listeners = await Waits.Within(Task.WhenAll(fabrics.Select(f => Task.Run(() => TryListenAsync(f, address)))));
            IListener winner = Assert.Single(listeners, listener => listener is not null)!;
            (IEndpoint dialer, IEndpoint accepted) = await FabricPair.ConnectAsync(fabrics[0], winner);
            await dialer.DisposeAsync();
            await accepted.DisposeAsync();
            await winner.DisposeAsync();
            await Task.WhenAll(fabrics.Select(f => f.DisposeAsync().AsTask()));
        }
    }

    private static async Task<IListener?> TryListenAsync(SharedMemoryFabric fabric, FabricAddress address)
    {
        try
        {
            return await fabric.ListenAsync(address, Self);
        }
        catch (NanoserviceException e) when (e.Outcome == Outcome.NotStarted(FailureKind.Refused))
        {
            return null;
        }
    }

    private static async Task AssertRefused(string path, string why)
    {
        await using SharedMemoryFabric fabric = new();
        NanoserviceException refused = await Assert.ThrowsAsync<NanoserviceException>(
            async () => await fabric.ListenAsync(new(path), Self));
        Assert.Equal(Outcome.NotStarted(FailureKind.Refused), refused.Outcome);
        Assert.Contains(why, refused.Message, StringComparison.Ordinal);
    }
}
