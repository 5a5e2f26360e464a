using System.Diagnostics;

namespace Nanoservices.Semantics.Tests.Placements;

/// <summary>What <c>nanoservices convert</c> makes of the app, converted and built once for all placements that run it.</summary>
internal static class ConvertedApp
{
    private const string Name = "Nanoservices.Semantics.App";
    private static readonly TimeSpan Guard = TimeSpan.FromMinutes(5);
    private static readonly Lazy<Task<string>> Built = new(() => Task.Run(BuildAsync));

    /// <summary>Path of the built assembly.</summary>
    public static Task<string> AssemblyAsync() => Built.Value;

    private static async Task<string> BuildAsync()
    {
        string output = Path.Combine(Path.GetTempPath(), $"semantics-converted-{Environment.ProcessId}");
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(output, recursive: true);
        string configuration = Repository.Configuration;
        string command = (await RunAsync("bash", ["build/cli.sh"], new() { ["CONFIGURATION"] = configuration })).Trim().Split('\n')[^1];
        await RunAsync("dotnet", [command, "convert", Path.Combine("tests", Name), "--output", output], []);
        string project = Directory.EnumerateFiles(output, Name + ".csproj", SearchOption.AllDirectories).Single();
        await RunAsync("dotnet", ["build", project, "-c", configuration, "-v", "quiet", "-nologo"], []);
        return Path.Combine(Path.GetDirectoryName(project)!, "bin", configuration, "net10.0", Name + ".dll");
    }

    private static async Task<string> RunAsync(string file, string[] arguments, Dictionary<string, string> environment)
    {
        var start = new ProcessStartInfo(file, arguments)
        {
            WorkingDirectory = Repository.Root,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        foreach ((string name, string value) in environment)
        {
            start.Environment[name] = value;
        }

        using Process process = Process.Start(start)!;
        using var guard = new CancellationTokenSource(Guard);
        Task<string> error = process.StandardError.ReadToEndAsync(guard.Token);
        string output = await process.StandardOutput.ReadToEndAsync(guard.Token);
        await process.WaitForExitAsync(guard.Token);
        return process.ExitCode == 0
            ? output
            : throw new InvalidOperationException($"{file} {string.Join(' ', arguments)} ended with {process.ExitCode}:\n{output}\n{await error}");
    }
}
