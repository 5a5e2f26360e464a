using Microsoft.Win32.SafeHandles;

namespace Nanoservices.Fabric.Contract;

/// <summary>
/// An open file that came from a peer (<see cref="IEndpoint.TakeFile"/>). Its positions are read and written with
/// <see cref="RandomAccess"/>; it stays open till it is disposed, whatever becomes of the peer or of the file's name. Thread-safe as the handle is.
/// </summary>
public sealed class PassedFile : IDisposable
{
    private readonly SafeFileHandle? _lent;
    private int _disposed;

    private PassedFile(SafeFileHandle handle, SafeFileHandle? lent)
    {
        Handle = handle;
        _lent = lent;
    }

    /// <summary>The open file.</summary>
    public SafeFileHandle Handle { get; }

    /// <summary>A descriptor of this process's own.</summary>
    public static PassedFile Own(SafeFileHandle handle) => new(handle, null);

    /// <summary>
    /// A file that another part of this process has open: it stays open as long as this is not disposed, also when its owner disposes
    /// of it. (A SafeHandle that was disposed can't be used any more, however many hold it: hence a second one.)
    /// </summary>
    /// <exception cref="ObjectDisposedException">It is closed already.</exception>
    public static PassedFile Lent(SafeFileHandle handle)
    {
        ArgumentNullException.ThrowIfNull(handle);
        bool held = false;
        handle.DangerousAddRef(ref held);
        return new PassedFile(new SafeFileHandle(handle.DangerousGetHandle(), ownsHandle: false), handle);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 0)
        {
            Handle.Dispose();
            _lent?.DangerousRelease();
        }
    }
}
