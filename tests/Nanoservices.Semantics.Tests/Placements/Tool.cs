using System.Diagnostics;

namespace Nanoservices.Semantics.Tests.Placements;

/// <summary>Runs a command in the checkout and waits for it.</summary>
internal static class Tool
{
    private static readonly TimeSpan Guard = TimeSpan.FromMinutes(8);

    /// <summary>What it said.</summary>
    /// <exception cref="InvalidOperationException">It failed; says how, with all it said.</exception>
    public static Task<string> RunAsync(string file, params string[] arguments) => RunWithAsync([], file, arguments);

    /// <summary>The same, with environment variables.</summary>
    public static async Task<string> RunWithAsync(Dictionary<string, string> environment, string file, params string[] arguments)
    {
        var start = new ProcessStartInfo(file, arguments)
        {
            WorkingDirectory = Repository.Root,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["CONFIGURATION"] = Repository.Configuration;
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";

        // Of the test host: they would tell a build in another folder where its SDK's parts are.
        foreach (string inherited in (string[])["MSBuildSDKsPath", "MSBuildExtensionsPath", "MSBUILD_EXE_PATH"])
        {
            start.Environment.Remove(inherited);
        }

        foreach ((string name, string value) in environment)
        {
            start.Environment[name] = value;
        }

        using Process process = Process.Start(start)!;
        using var guard = new CancellationTokenSource(Guard);
        try
        {
            Task<string> error = process.StandardError.ReadToEndAsync(guard.Token);
            string output = await process.StandardOutput.ReadToEndAsync(guard.Token);
            await process.WaitForExitAsync(guard.Token);
            return process.ExitCode == 0
                ? output
                : throw new InvalidOperationException($"{file} {string.Join(' ', arguments)} ended with {process.ExitCode}:\n{output}\n{await error}");
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"{file} {string.Join(' ', arguments)} did not end within {Guard}.");
        }
    }
}
