using System.ComponentModel;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Nanoservices.Control.Interop;

/// <summary>An event that a thread in poll can be woken by (man 2 eventfd). Once set it stays set. Thread-safe.</summary>
public sealed class EventFd : SafeHandleMinusOneIsInvalid
{
    /// <summary>Creates it, not set.</summary>
    /// <exception cref="Win32Exception">No descriptor is left.</exception>
    public EventFd()
        : base(ownsHandle: true)
    {
        SetHandle(Libc.eventfd(0, Libc.EFD_CLOEXEC));
        if (IsInvalid)
        {
            throw new Win32Exception(Marshal.GetLastPInvokeError());
        }
    }

    internal int Descriptor => (int)handle;

    /// <summary>Sets it.</summary>
    public unsafe void Set()
    {
        ulong one = 1;
        _ = Libc.write(Descriptor, &one, sizeof(ulong));
    }

    /// <summary>Blocks until it is set or the time is over. Whether it was set.</summary>
    public unsafe bool Wait(TimeSpan time)
    {
        Libc.PollDescriptor descriptor = new() { fd = Descriptor, events = Libc.POLLIN };
        return Libc.poll(&descriptor, 1, (int)Math.Ceiling(time.TotalMilliseconds)) > 0;
    }

    /// <inheritdoc/>
    protected override bool ReleaseHandle() => Libc.close((int)handle) == 0;
}
