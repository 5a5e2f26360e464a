using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Nanoservices.Host.Interop;

namespace Nanoservices.Host.Directories;

/// <summary>
/// A Host's private directory (mode 0700): its control socket and the fabric's. A lock on a file in it, which the kernel drops with the
/// process, tells that the Host lives.
/// </summary>
internal sealed class RuntimeDirectory : IDisposable
{
    /// <summary>What the names of such directories begin with.</summary>
    public const string Prefix = "nanoservices-";

    /// <summary>The file that a living Host has locked.</summary>
    public const string LockFile = "lock";

    // sockaddr_un.sun_path (108) less NUL, the longest file name of ours ("/fabric-4294967295"), and the directory's own name.
    private const int MaxParent = 107 - 18 - 40;

    private const int Attempts = 3;

    private readonly FileStream _lock;

    private RuntimeDirectory(string path, FileStream held)
    {
        Location = path;
        _lock = held;
    }

    /// <summary>The directory.</summary>
    public string Location { get; }

    /// <summary>The control socket.</summary>
    public string ControlSocket => Path.Combine(Location, "control");

    /// <summary>Directories that may hold ones of ours: XDG_RUNTIME_DIR when it can be used, then /tmp.</summary>
    public static IEnumerable<string> Parents()
    {
        string? runtime = Environment.GetEnvironmentVariable("XDG_RUNTIME_DIR");
        if (!string.IsNullOrEmpty(runtime) && Path.IsPathRooted(runtime) && Encoding.UTF8.GetByteCount(runtime) <= MaxParent
            && Directory.Exists(runtime) && Files.Owner(runtime) == Files.CurrentUser)
        {
            yield return runtime;
        }

        yield return "/tmp";
    }

    /// <summary>Where a nanoservice listens on the fabric.</summary>
    public string FabricSocket(uint service) => Path.Combine(Location, string.Create(CultureInfo.InvariantCulture, $"fabric-{service}"));

    /// <summary>Creates one.</summary>
    /// <exception cref="IOException">None of the places can be written to.</exception>
    public static RuntimeDirectory Create()
    {
        IOException? last = null;
        foreach (string parent in Parents())
        {
            for (int attempt = 0; attempt < Attempts; attempt++)
            {
                try
                {
                    string id = RandomNumberGenerator.GetHexString(16, lowercase: true);
                    string name = string.Create(CultureInfo.InvariantCulture, $"{Prefix}{Environment.ProcessId}-{id}");
                    string path = Path.Combine(parent, name);
                    if (Files.CreatePrivateDirectory(path))
                    {
                        return new RuntimeDirectory(path, Hold(path));
                    }
                }
                catch (IOException exception)
                {
                    last = exception;
                }
            }
        }

        throw new IOException(
            $"No private directory could be created in {string.Join(" or ", Parents())}: {last?.Message}. Set XDG_RUNTIME_DIR to one of yours");
    }

    /// <summary>Locks a directory as a living Host does.</summary>
    /// <exception cref="IOException">A living Host holds it, or it is gone.</exception>
    public static FileStream Hold(string path) => new(Path.Combine(path, LockFile), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);

    /// <summary>Removes it.</summary>
    public void Dispose()
    {
        try
        {
            Directory.Delete(Location, recursive: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The next Host removes it: its lock is free.
        }

        _lock.Dispose();
    }
}
