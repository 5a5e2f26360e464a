using System.ComponentModel;
using System.Runtime.InteropServices;
using Migrate.Analysis;
using Migrate.Analysis.Processes;
using Migrate.Cli.Interop;

namespace Migrate.Cli.Running;

/// <summary>
/// A program that ships beside the command. It takes the command's place in the same process: signals, terminal, output
/// and exit code are its own, with nobody between it and whoever started the command.
/// </summary>
internal sealed class ShippedProgram
{
    private readonly string path;

    private ShippedProgram(string path) => this.path = path;

    /// <summary>Runs placements.</summary>
    internal static ShippedProgram Host { get; } = Beside("host", "Nanoservices.Host.dll");

    /// <summary>Compares an original with what it was converted to.</summary>
    internal static ShippedProgram Compare { get; } = Beside("compare", "Nanoservices.Compare.dll");

    /// <summary>Says early that the program can't be started.</summary>
    /// <exception cref="AnalysisException">It is not there, or does not run on this system.</exception>
    internal void Check()
    {
        if (!OperatingSystem.IsLinux())
        {
            throw new AnalysisException("This needs Linux. A converted app runs in one process on any system: dotnet run.");
        }

        if (!File.Exists(path))
        {
            throw new AnalysisException($"'{path}' is missing. From a clone, build the command with 'build/cli.sh'.");
        }
    }

    /// <summary>Becomes the program. Comes back only with the reason why it could not.</summary>
    /// <param name="arguments">Its arguments.</param>
    /// <returns>Why it could not be started, to be thrown.</returns>
    internal AnalysisException Become(IEnumerable<string> arguments)
    {
        Check();
        Console.Out.Flush();
        Console.Error.Flush();
        string muxer = DotnetProcess.MuxerPath;
        _ = Libc.execvp(muxer, [muxer, path, .. arguments, null]);
        return new AnalysisException($"Could not start '{muxer} {path}': {new Win32Exception(Marshal.GetLastPInvokeError()).Message}");
    }

    private static ShippedProgram Beside(string folder, string file) => new(Path.Combine(AppContext.BaseDirectory, folder, file));
}
