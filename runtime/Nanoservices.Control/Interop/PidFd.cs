using System.ComponentModel;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Nanoservices.Control.Interop;

/// <summary>A descriptor of a process (man 2 pidfd_open): unlike a process id, it never comes to mean another process. Thread-safe.</summary>
public sealed class PidFd : SafeHandleMinusOneIsInvalid
{
    private PidFd(int descriptor)
        : base(ownsHandle: true) => SetHandle(descriptor);

    /// <summary>Opens a process, or gives null when there is none of that id.</summary>
    /// <exception cref="Win32Exception">The kernel is older than 5.3, or no descriptor is left.</exception>
    public static PidFd? TryOpen(int processId)
    {
        long descriptor = Libc.syscall(Libc.SYS_pidfd_open, processId, 0);
        if (descriptor >= 0)
        {
            return new PidFd((int)descriptor);
        }

        int error = Marshal.GetLastPInvokeError();
        return error == Libc.ESRCH ? null : throw new Win32Exception(error, $"pidfd_open({processId}): {Marshal.GetPInvokeErrorMessage(error)}");
    }

    /// <summary>Blocks until the process has ended, the event was set, or the time is over (null: for ever). Whether the process has ended.</summary>
    public unsafe bool WaitForExit(EventFd? interrupt, TimeSpan? time)
    {
        Libc.PollDescriptor* descriptors = stackalloc Libc.PollDescriptor[2];
        descriptors[0] = new Libc.PollDescriptor { fd = (int)handle, events = Libc.POLLIN };
        descriptors[1] = new Libc.PollDescriptor { fd = interrupt?.Descriptor ?? -1, events = Libc.POLLIN };
        int timeout = time is TimeSpan limit ? (int)Math.Ceiling(limit.TotalMilliseconds) : -1;
        while (Libc.poll(descriptors, 2, timeout) < 0)
        {
            int error = Marshal.GetLastPInvokeError();
            if (error != Libc.EINTR)
            {
                throw new Win32Exception(error);
            }
        }

        return (descriptors[0].revents & Libc.POLLIN) != 0;
    }

    /// <inheritdoc/>
    protected override bool ReleaseHandle() => Libc.close((int)handle) == 0;
}
