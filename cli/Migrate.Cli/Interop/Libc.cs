using System.Runtime.InteropServices;

namespace Migrate.Cli.Interop;

/// <summary>What the command takes from the C library.</summary>
internal static partial class Libc
{
    /// <summary>execvp(3): replaces the program of this process. Comes back only when it fails; the error is then in errno.</summary>
    /// <param name="file">A path, or a name that is looked for on PATH.</param>
    /// <param name="arguments">argv; its last element is null.</param>
    [LibraryImport("libc", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    internal static partial int execvp(string file, [In] string?[] arguments);
}
