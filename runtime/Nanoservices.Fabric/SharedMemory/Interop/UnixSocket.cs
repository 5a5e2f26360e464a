using System.Runtime.InteropServices;

namespace Nanoservices.Fabric.SharedMemory.Interop;

/// <summary>
/// Unix sockets that keep packets apart (SOCK_SEQPACKET, unix(7)) and never block. Each returns errno where a caller must
/// tell failures apart, 0 for success.
/// </summary>
internal static unsafe class UnixSocket
{
    private const int AF_UNIX = 1;
    private const int SOCK_SEQPACKET = 5;
    private const int SOCK_NONBLOCK = 0x800;
    private const int SOCK_CLOEXEC = 0x80000;
    private const int SOL_SOCKET = 1;
    private const int SCM_RIGHTS = 1;
    private const int MSG_CTRUNC = 0x8;
    private const int MSG_TRUNC = 0x20;
    private const int MSG_NOSIGNAL = 0x4000;
    private const int MSG_CMSG_CLOEXEC = 0x40000000;

    /// <summary>A new socket.</summary>
    internal static FileDescriptor Create()
    {
        FileDescriptor socket = Libc.socket(AF_UNIX, SOCK_SEQPACKET | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
        return socket.IsInvalid ? throw Failed.Call("socket(AF_UNIX)") : socket;
    }

    /// <summary>Names it.</summary>
    internal static int Bind(FileDescriptor socket, string path)
    {
        UnixAddress address = UnixAddress.Of(path);
        return Libc.bind(socket, &address, (uint)sizeof(UnixAddress)) == 0 ? 0 : Marshal.GetLastPInvokeError();
    }

    /// <summary>Takes connections from now on.</summary>
    internal static int Listen(FileDescriptor socket, int backlog) =>
        Libc.listen(socket, backlog) == 0 ? 0 : Marshal.GetLastPInvokeError();

    /// <summary>Connects; EAGAIN when the listener's backlog is full.</summary>
    internal static int Connect(FileDescriptor socket, string path)
    {
        UnixAddress address = UnixAddress.Of(path);
        return Libc.connect(socket, &address, (uint)sizeof(UnixAddress)) == 0 ? 0 : Marshal.GetLastPInvokeError();
    }

    /// <summary>The next connection, or null with the errno.</summary>
    internal static FileDescriptor? Accept(FileDescriptor listener, out int errno)
    {
        FileDescriptor accepted = Libc.accept4(listener, null, null, SOCK_NONBLOCK | SOCK_CLOEXEC);
        errno = accepted.IsInvalid ? Marshal.GetLastPInvokeError() : 0;
        return accepted.IsInvalid ? null : accepted;
    }

    /// <summary>Sends a packet, with a descriptor if one is given. The kernel holds the descriptor from then on.</summary>
    internal static int Send(FileDescriptor socket, ReadOnlySpan<byte> packet, SafeHandle? descriptor)
    {
        bool entered = false;
        try
        {
            descriptor?.DangerousAddRef(ref entered);
            DescriptorMessage control = new()
            {
                Length = DescriptorMessage.LengthOfOne,
                Level = SOL_SOCKET,
                Type = SCM_RIGHTS,
                Descriptor = (int)(descriptor?.DangerousGetHandle() ?? -1),
            };
            fixed (byte* start = packet)
            {
                IoVector vector = new() { Start = start, Length = (nuint)packet.Length };
                MessageHeader message = new() { Vectors = &vector, VectorCount = 1 };
                if (descriptor is not null)
                {
                    message.Control = &control;
                    message.ControlLength = (nuint)sizeof(DescriptorMessage);
                }

                return Libc.sendmsg(socket, &message, MSG_NOSIGNAL) >= 0 ? 0 : Marshal.GetLastPInvokeError();
            }
        }
        finally
        {
            if (entered)
            {
                descriptor!.DangerousRelease();
            }
        }
    }

    /// <summary>Takes the next packet; the descriptor, if one came, is the caller's whatever is returned.</summary>
    internal static Received Receive(FileDescriptor socket, Span<byte> packet, out int length, out FileDescriptor? descriptor)
    {
        descriptor = null;
        length = 0;
        DescriptorMessage control = default;
        fixed (byte* start = packet)
        {
            IoVector vector = new() { Start = start, Length = (nuint)packet.Length };
            MessageHeader message = new()
            {
                Vectors = &vector,
                VectorCount = 1,
                Control = &control,

                // Not sizeof: its padding would hold a second descriptor, which would leak.
                ControlLength = DescriptorMessage.LengthOfOne,
            };
            nint received;
            do
            {
                received = Libc.recvmsg(socket, &message, MSG_CMSG_CLOEXEC);
            }
            while (received < 0 && IsPassing(Marshal.GetLastPInvokeError()));

            if (received < 0)
            {
                return Marshal.GetLastPInvokeError() == Errno.EAGAIN ? Received.Nothing : Received.Ended;
            }

            if (message.ControlLength != 0 && control is { Level: SOL_SOCKET, Type: SCM_RIGHTS })
            {
                descriptor = new FileDescriptor(control.Descriptor);
            }

            length = (int)received;
            return (message.Flags & (MSG_TRUNC | MSG_CTRUNC)) != 0 ? Received.Garbled
                : received == 0 ? Received.Ended
                : Received.Packet;
        }
    }

    /// <summary>Whether the peer's end is closed, although packets may still be there.</summary>
    internal static bool IsHungUp(FileDescriptor socket) => (Poll(socket, PollDescriptor.ReadHangUp, 0)
        & (PollDescriptor.HangUp | PollDescriptor.ReadHangUp | PollDescriptor.Error)) != 0;

    /// <summary>Waits until it can send, so long at most.</summary>
    internal static void WaitToSend(FileDescriptor socket, int milliseconds) => Poll(socket, PollDescriptor.Out, milliseconds);

    /// <summary>Does nothing for so long.</summary>
    internal static void Pause(int milliseconds) => _ = Libc.poll(null, 0, milliseconds);

    // ECONNRESET comes once, when the peer closed without having read all, and before the packets that it sent.
    private static bool IsPassing(int errno) => errno is Errno.EINTR or Errno.ECONNRESET;

    private static short Poll(FileDescriptor socket, short events, int milliseconds)
    {
        bool entered = false;
        socket.DangerousAddRef(ref entered);
        try
        {
            PollDescriptor one = new() { Descriptor = (int)socket.DangerousGetHandle(), Events = events };
            return Libc.poll(&one, 1, milliseconds) > 0 ? one.Returned : (short)0;
        }
        finally
        {
            socket.DangerousRelease();
        }
    }
}
