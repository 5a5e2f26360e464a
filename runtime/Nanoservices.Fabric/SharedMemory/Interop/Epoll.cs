using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Nanoservices.Fabric.SharedMemory.Interop;

/// <summary>
/// epoll(7), level-triggered, and a wake-up for who waits. struct epoll_event is packed on x86-64 (12 bytes, data at 4) and
/// not elsewhere (16 bytes, data at 8), so it is read by offsets. Wait by one thread; the others by any.
/// </summary>
internal sealed unsafe class Epoll : IDisposable
{
    /// <summary>The key that <see cref="Wait"/> reports for <see cref="Wake"/>.</summary>
    internal const ulong WakeKey = 0;

    private const int EPOLL_CTL_ADD = 1;
    private const int EPOLL_CTL_DEL = 2;
    private const int EPOLL_CLOEXEC = 0x80000;
    private const uint EPOLLIN = 0x1;
    private const uint EPOLLRDHUP = 0x2000;
    private const int EFD_CLOEXEC = 0x80000;
    private const int EFD_NONBLOCK = 0x800;
    private const int MaxEvents = 64;

    private readonly FileDescriptor _epoll;
    private readonly FileDescriptor _wake;

    internal Epoll()
    {
        _epoll = Libc.epoll_create1(EPOLL_CLOEXEC);
        _wake = Libc.eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
        if (_epoll.IsInvalid || _wake.IsInvalid)
        {
            throw Failed.Call("epoll_create1 or eventfd");
        }

        Add(_wake, WakeKey);
    }

    /// <summary>Bytes of struct epoll_event on this machine.</summary>
    internal static int EventBytes => RuntimeInformation.ProcessArchitecture == Architecture.X64 ? 12 : 16;

    /// <summary>Where its data lies.</summary>
    internal static int DataOffset => RuntimeInformation.ProcessArchitecture == Architecture.X64 ? 4 : 8;

    /// <summary>Reports a descriptor, under a key, while something can be read from it or its peer has hung up.</summary>
    internal void Add(FileDescriptor descriptor, ulong key)
    {
        byte* happening = stackalloc byte[16];
        Span<byte> bytes = new(happening, 16);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, EPOLLIN | EPOLLRDHUP);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes[DataOffset..], key);
        if (Libc.epoll_ctl(_epoll, EPOLL_CTL_ADD, descriptor, happening) != 0)
        {
            throw Failed.Call("epoll_ctl(EPOLL_CTL_ADD)");
        }
    }

    /// <summary>Reports it no more.</summary>
    internal void Remove(FileDescriptor descriptor)
    {
        byte* unused = stackalloc byte[16];
        try
        {
            _ = Libc.epoll_ctl(_epoll, EPOLL_CTL_DEL, descriptor, unused);
        }
        catch (ObjectDisposedException)
        {
            // Closed meanwhile: that removes it too.
        }
    }

    /// <summary>Waits so long at most; the keys of what is to be looked at.</summary>
    internal int Wait(Span<ulong> keys, int milliseconds)
    {
        byte* happenings = stackalloc byte[MaxEvents * 16];
        int count = Libc.epoll_wait(_epoll, happenings, Math.Min(MaxEvents, keys.Length), milliseconds);
        if (count < 0)
        {
            int errno = Marshal.GetLastPInvokeError();
            return errno == Errno.EINTR ? 0 : throw Failed.With("epoll_wait", errno);
        }

        for (int i = 0; i < count; i++)
        {
            keys[i] = BinaryPrimitives.ReadUInt64LittleEndian(new ReadOnlySpan<byte>(happenings + (i * EventBytes) + DataOffset, 8));
        }

        return count;
    }

    /// <summary>Ends a wait; once is enough, as nobody resets it: it is the sign to stop.</summary>
    internal void Wake()
    {
        ulong one = 1;
        _ = Libc.write(_wake, &one, sizeof(ulong));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _wake.Dispose();
        _epoll.Dispose();
    }
}
