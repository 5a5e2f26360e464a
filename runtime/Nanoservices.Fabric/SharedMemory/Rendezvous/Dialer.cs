using Nanoservices.Fabric.Contract;
using Nanoservices.Fabric.SharedMemory.Interop;
using Nanoservices.Fabric.SharedMemory.Watching;
using Nanoservices.Outcomes;

namespace Nanoservices.Fabric.SharedMemory.Rendezvous;

/// <summary>Connects and shakes hands, until a deadline. Thread-safe.</summary>
internal sealed class Dialer(SocketWatcher watcher, TimeProvider time)
{
    private static readonly TimeSpan Retry = TimeSpan.FromMilliseconds(5);

    /// <summary>The connection, which the caller takes over. Throws as IFabric.ConnectAsync says.</summary>
    internal async Task<Handshaken> DialAsync(
        FabricAddress address, PeerIdentity self, TimeSpan deadline, CancellationToken cancellation)
    {
        // Throws when it cannot be an address.
        _ = new SocketPath(address.Value, time);
        long start = time.GetTimestamp();
        byte[] hello = new HandshakePacket(PacketKind.Hello, self, FailureKind.None).Encode();
        while (true)
        {
            cancellation.ThrowIfCancellationRequested();
            TimeSpan left = deadline - time.GetElapsedTime(start);
            (Handshaken? made, FailureKind failure) = await TryDialAsync(address, hello, left, cancellation);
            if (made is not null)
            {
                return made;
            }

            if (failure != FailureKind.QueueFull)
            {
                throw Unreached(address, self, failure);
            }

            if (time.GetElapsedTime(start) >= deadline)
            {
                throw Unreached(address, self, FailureKind.DeadlinePassed);
            }

            // A listener that is overrun catches up or dies.
            await Task.Delay(Retry, time, cancellation);
        }
    }

    private async Task<(Handshaken? Made, FailureKind Failure)> TryDialAsync(
        FabricAddress address, byte[] hello, TimeSpan left, CancellationToken cancellation)
    {
        FileDescriptor socket = UnixSocket.Create();
        Handshaken? made = null;
        try
        {
            int errno = UnixSocket.Connect(socket, address.Value);
            if (errno != 0)
            {
                return (null, Meaning(errno));
            }

            errno = UnixSocket.Send(socket, hello, null);
            if (errno != 0)
            {
                return (null, Meaning(errno));
            }

            (made, FailureKind failure) = await AwaitWelcomeAsync(socket, $"a handshake with '{address}'", left, cancellation);
            return (made, failure);
        }
        finally
        {
            if (made is null)
            {
                socket.Dispose();
            }
        }
    }

    private async Task<(Handshaken? Made, FailureKind Failure)> AwaitWelcomeAsync(
        FileDescriptor socket, string description, TimeSpan left, CancellationToken cancellation)
    {
        ClientHandshake handshake = new(socket, description);
        ulong watch = watcher.Add(socket, handshake);
        try
        {
            TimeSpan wait = left > TimeSpan.Zero ? left : TimeSpan.Zero;
            return await handshake.Result.WaitAsync(wait, time, cancellation);
        }
        catch (Exception e) when (e is TimeoutException or OperationCanceledException)
        {
            if (!handshake.TryAbandon())
            {
                return await handshake.Result;
            }

            cancellation.ThrowIfCancellationRequested();
            return (null, FailureKind.DeadlinePassed);
        }
        finally
        {
            watcher.Remove(watch);
        }
    }

    private static FailureKind Meaning(int errno) => errno switch
    {
        Errno.EAGAIN => FailureKind.QueueFull,
        Errno.ENOENT or Errno.ECONNREFUSED or Errno.EPIPE or Errno.ECONNRESET or Errno.ENOTCONN => FailureKind.PeerDown,
        _ => FailureKind.Refused,
    };

    private static NanoserviceException Unreached(FabricAddress address, PeerIdentity self, FailureKind why) =>
        new($"{self.Name} could not connect to '{address}'", Outcome.NotStarted(why));
}
