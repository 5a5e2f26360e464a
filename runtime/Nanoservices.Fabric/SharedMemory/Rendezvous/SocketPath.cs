using System.Text;
using Nanoservices.Fabric.SharedMemory.Interop;
using Nanoservices.Outcomes;

namespace Nanoservices.Fabric.SharedMemory.Rendezvous;

/// <summary>
/// A path at which a listener's socket lives, in a folder that only its user enters. Who takes over, listens or leaves holds
/// the folder's lock (flock(2), which the kernel lets go of with a process), so two never take over one path.
/// </summary>
internal sealed class SocketPath
{
    private const int Backlog = 128;
    private const int LOCK_EX = 2;
    private const int LOCK_NB = 4;
    private const int O_CLOEXEC = 0x80000;
    private const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private static readonly TimeSpan LockDeadline = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Retry = TimeSpan.FromMilliseconds(5);

    private readonly string _path;
    private readonly string _folder;
    private readonly TimeProvider _time;

    /// <summary>Throws NanoserviceException(Refused) when the path cannot be one.</summary>
    internal SocketPath(string path, TimeProvider time)
    {
        _path = path;
        _time = time;
        _folder = Path.IsPathRooted(path) ? Path.GetDirectoryName(path) ?? "" : "";
        if (_folder.Length == 0 || Encoding.UTF8.GetByteCount(path) > UnixAddress.MaxPathBytes || path.Contains('\0', StringComparison.Ordinal))
        {
            throw Refused($"it must be an absolute path of at most {UnixAddress.MaxPathBytes} bytes");
        }
    }

    /// <summary>Makes its folder (0700) if it is not there, takes over what a dead process left, and listens.</summary>
    internal async Task<FileDescriptor> ListenAsync(CancellationToken cancellation)
    {
        PrepareFolder();
        using FileDescriptor held = await LockAsync(cancellation);
        FileDescriptor socket = UnixSocket.Create();
        try
        {
            int errno = UnixSocket.Bind(socket, _path);
            if (errno == Errno.EADDRINUSE)
            {
                RemoveStale();
                errno = UnixSocket.Bind(socket, _path);
            }

            errno = errno == 0 ? UnixSocket.Listen(socket, Backlog) : errno;
            return errno == 0 ? socket : throw Refused(Failed.With("bind or listen", errno).Message);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>Removes the path and then closes the socket: nobody meanwhile takes it for a dead one's.</summary>
    internal async Task LeaveAsync(FileDescriptor socket)
    {
        using FileDescriptor held = await LockAsync(CancellationToken.None);
        _ = Libc.unlink(_path);
        socket.Dispose();
    }

    private void PrepareFolder()
    {
        if (!OperatingSystem.IsLinux())
        {
            throw Refused("only Linux has what this fabric needs");
        }

        try
        {
            if (!Directory.Exists(_folder))
            {
                Directory.CreateDirectory(_folder, Private);
            }

            UnixFileMode mode = File.GetUnixFileMode(_folder);
            if ((mode & ~Private) != 0)
            {
                throw Refused($"its folder must be private (mode 0700), and others may use it (mode 0{Convert.ToString((int)mode, 8)})");
            }
        }
        catch (Exception e) when (e is UnauthorizedAccessException or IOException and not NanoserviceException)
        {
            throw Refused(e.Message);
        }
    }

    private void RemoveStale()
    {
        if (!File.Exists(_path))
        {
            throw Refused("it is a folder");
        }

        using FileDescriptor probe = UnixSocket.Create();
        int errno = UnixSocket.Connect(probe, _path);
        if (errno != Errno.ECONNREFUSED || File.GetAttributes(_path).HasFlag(FileAttributes.ReparsePoint))
        {
            throw Refused(errno is 0 or Errno.EAGAIN
                ? "it is in use by a live process"
                : $"what is there is not a socket that can be taken over ({Failed.With("connect", errno).Message})");
        }

        _ = Libc.unlink(_path);
    }

    private async Task<FileDescriptor> LockAsync(CancellationToken cancellation)
    {
        FileDescriptor folder = Libc.open(_folder, O_CLOEXEC);
        if (folder.IsInvalid)
        {
            throw Refused(Failed.Call("open of its folder").Message);
        }

        long start = _time.GetTimestamp();
        while (Libc.flock(folder, LOCK_EX | LOCK_NB) != 0)
        {
            if (_time.GetElapsedTime(start) > LockDeadline || cancellation.IsCancellationRequested)
            {
                folder.Dispose();
                cancellation.ThrowIfCancellationRequested();
                throw Refused($"its folder stayed locked for {LockDeadline}");
            }

            await Task.Delay(Retry, _time, CancellationToken.None);
        }

        return folder;
    }

    private NanoserviceException Refused(string why) =>
        new($"Cannot listen at '{_path}': {why}", Outcome.NotStarted(FailureKind.Refused));
}
