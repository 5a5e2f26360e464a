using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Migrate.Analysis.Processes;

/// <summary>Runs the .NET command line and gathers what it says. Safe for concurrent use.</summary>
public static class DotnetProcess
{
    /// <summary>
    /// The muxer that runs this process: <c>DOTNET_HOST_PATH</c>, else its own path, else the one of the runtime that it runs
    /// on, else <c>dotnet</c> from the path.
    /// </summary>
    public static string MuxerPath
    {
        get
        {
            string? given = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH");
            if (!string.IsNullOrEmpty(given) && File.Exists(given))
            {
                return given;
            }

            string? own = Environment.ProcessPath;
            if (own is not null && Path.GetFileNameWithoutExtension(own) == "dotnet")
            {
                return own;
            }

            // dotnet/shared/Microsoft.NETCore.App/10.0.x/
            string root = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", ".."));
            string beside = Path.Combine(root, OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet");
            return File.Exists(beside) ? beside : "dotnet";
        }
    }

    /// <summary>Runs <c>dotnet</c> to its end. When <paramref name="cancellation"/> fires, it and its children are killed.</summary>
    /// <param name="workingDirectory">Decides which SDK <c>global.json</c> picks.</param>
    /// <param name="arguments">Arguments, unescaped.</param>
    /// <param name="cancellation">Ends the process.</param>
    /// <exception cref="AnalysisException">The process could not be started.</exception>
    public static async Task<ProcessResult> RunAsync(
        string workingDirectory, IEnumerable<string> arguments, CancellationToken cancellation)
    {
        using var process = new Process { StartInfo = CreateStartInfo(workingDirectory, arguments) };
        process.StartInfo.RedirectStandardOutput = true;
        process.StartInfo.RedirectStandardError = true;
        Start(process);

        Task<string> output = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
        Task<string> error = process.StandardError.ReadToEndAsync(CancellationToken.None);
        try
        {
            await process.WaitForExitAsync(cancellation);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }

        return new ProcessResult(process.ExitCode, await output, await error);
    }

    /// <summary>Start information for <c>dotnet</c> with quiet, uncoloured, English output and no server left behind.</summary>
    /// <param name="workingDirectory">Working directory of the process.</param>
    /// <param name="arguments">Arguments, unescaped.</param>
    public static ProcessStartInfo CreateStartInfo(string workingDirectory, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(MuxerPath, arguments) { WorkingDirectory = workingDirectory, UseShellExecute = false };

        // Set by the SDK for its children: inherited, they would make another SDK than global.json's build the project.
        foreach (string name in (string[])["MSBUILD_EXE_PATH", "MSBuildSDKsPath", "MSBuildExtensionsPath", "MSBuildLoadMicrosoftTargetsReadOnly"])
        {
            start.Environment.Remove(name);
        }

        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["DOTNET_CLI_USE_MSBUILD_SERVER"] = "0";
        start.Environment["DOTNET_NOLOGO"] = "1";
        start.Environment["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1";
        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        start.Environment["MSBUILDTERMINALLOGGER"] = "off";
        return start;
    }

    private static void Start(Process process)
    {
        try
        {
            process.Start();
        }
        catch (Win32Exception e)
        {
            throw new AnalysisException(
                $"Could not start '{process.StartInfo.FileName}': {e.Message}. Install the .NET SDK, or put 'dotnet' on the path.", e);
        }
    }
}
