using System.ComponentModel;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Nanoservices.Host.Interop;

/// <summary>A pipe (man 2 pipe2). Neither end is inherited unless duplicated on purpose.</summary>
internal sealed class PipePair : IDisposable
{
    private SafeFileHandle? _reader;

    public unsafe PipePair()
    {
        int* ends = stackalloc int[2];
        if (Libc.pipe2(ends, Libc.O_CLOEXEC) != 0)
        {
            throw new Win32Exception(Marshal.GetLastPInvokeError());
        }

        _reader = new SafeFileHandle(ends[0], ownsHandle: true);
        Writer = new SafeFileHandle(ends[1], ownsHandle: true);
    }

    /// <summary>The end that a child gets.</summary>
    public SafeFileHandle Writer { get; }

    /// <summary>The end that is read; from now on the caller's. Once.</summary>
    public SafeFileHandle TakeReader() => Interlocked.Exchange(ref _reader, null)!;

    public void Dispose()
    {
        _reader?.Dispose();
        Writer.Dispose();
    }
}
