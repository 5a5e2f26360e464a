using System.Diagnostics;

namespace Migrate.Cli.Tests.Helpers;

/// <summary>Runs programs to their end; leaves no process behind.</summary>
internal static class Programs
{
    /// <summary>For a loaded machine.</summary>
    public static readonly TimeSpan HangGuard = TimeSpan.FromMinutes(4);

    private static readonly string[] Inherited =
        ["MSBuildSDKsPath", "MSBUILD_EXE_PATH", "MSBuildExtensionsPath", "MSBuildLoadMicrosoftTargetsReadOnly", "DOTNET_HOST_PATH"];

    /// <summary>The built command.</summary>
    public static Task<Ended> CommandAsync(string directory, params string[] arguments)
        => RunAsync(directory, "dotnet", [Repository.Command, .. arguments]);

    /// <summary>The SDK's <c>dotnet</c>; fails the test when it fails.</summary>
    public static async Task<string> DotnetAsync(string directory, params string[] arguments)
    {
        Ended ended = await RunAsync(directory, "dotnet", arguments);
        Assert.True(ended.Code == 0, $"dotnet {string.Join(' ', arguments)}: {ended}");
        return ended.Output + ended.Error;
    }

    public static ProcessStartInfo StartInfo(string directory, string program, IEnumerable<string> arguments)
    {
        ProcessStartInfo start = new(program, arguments)
        {
            WorkingDirectory = directory,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        foreach (string name in Inherited)
        {
            start.Environment.Remove(name);
        }

        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["DOTNET_CLI_USE_MSBUILD_SERVER"] = "0";
        start.Environment["UseSharedCompilation"] = "false";
        start.Environment["DOTNET_NOLOGO"] = "1";
        return start;
    }

    public static async Task<Ended> RunAsync(string directory, string program, IEnumerable<string> arguments)
    {
        using Process process = Process.Start(StartInfo(directory, program, arguments))!;
        using CancellationTokenSource guard = new(HangGuard);
        try
        {
            Task<string> output = process.StandardOutput.ReadToEndAsync(guard.Token);
            Task<string> error = process.StandardError.ReadToEndAsync(guard.Token);
            await process.WaitForExitAsync(guard.Token);
            return new Ended(process.ExitCode, await output, await error);
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }
}
