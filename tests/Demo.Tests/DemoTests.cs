using System.Diagnostics;
using System.Reflection;
using System.Text.Json;
using Xunit;
using Xunit.Abstractions;

namespace Demo.Tests;

/// <summary>README's first command, as a stranger runs it, with fewer requests.</summary>
public sealed class DemoTests(ITestOutputHelper output)
{
    private static readonly TimeSpan HangGuard = TimeSpan.FromMinutes(12);

    private static readonly string Root = Path.GetFullPath(
        typeof(DemoTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "RepositoryRoot").Value!);

    [Fact]
    public async Task It_shows_the_warning_the_fix_and_equal_answers_and_leaves_nothing_running()
    {
        (int code, string text) = await RunAsync(requests: 200);
        output.WriteLine(text);
        Assert.Equal(0, code);
        Assert.Contains("warning NANO2001", text, StringComparison.Ordinal);
        Assert.Contains("+    Payload? content = await cache.GetPayloadAsync(key, cancellation);", text, StringComparison.Ordinal);
        Assert.Contains("200 requests: 200 equal, 0 different", text, StringComparison.Ordinal);
        Assert.Contains("payload bytes through brain: 0, by its own count and confirmed from outside", text, StringComparison.Ordinal);

        string demo = Path.Combine(Root, "artifacts", "demo");
        using JsonDocument report = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(demo, "compare.json")));
        Assert.Equal(200, report.RootElement.GetProperty("equal").GetInt32());
        Assert.Equal(0, report.RootElement.GetProperty("converted").GetProperty("payload_bytes_through_brain").GetInt64());
        Assert.True(report.RootElement.GetProperty("original").GetProperty("payload_bytes_through_brain").GetInt64() > 1_000_000);
        Assert.Empty(Running(demo));
    }

    private static async Task<(int Code, string Text)> RunAsync(int requests)
    {
        var start = new ProcessStartInfo("bash", "-c \"exec ./demo.sh 2>&1\"") { WorkingDirectory = Root, RedirectStandardOutput = true };
        start.Environment["REQUESTS"] = requests.ToString(System.Globalization.CultureInfo.InvariantCulture);
        using Process demo = Process.Start(start)!;
        using var guard = new CancellationTokenSource(HangGuard);
        Task<string> text = demo.StandardOutput.ReadToEndAsync(guard.Token);
        try
        {
            await demo.WaitForExitAsync(guard.Token);
            return (demo.ExitCode, await text);
        }
        catch (OperationCanceledException)
        {
            demo.Kill(entireProcessTree: true);
            throw new TimeoutException($"demo.sh was not done after {HangGuard}.");
        }
    }

    // Whatever was started has the folder among its arguments or in its environment.
    private static List<string> Running(string folder)
    {
        List<string> running = [];
        foreach (string process in Directory.EnumerateDirectories("/proc").Where(d => char.IsAsciiDigit(Path.GetFileName(d)[0])))
        {
            try
            {
                string arguments = File.ReadAllText(Path.Combine(process, "cmdline")).Replace('\0', ' ');
                if (arguments.Contains(folder, StringComparison.Ordinal) || arguments.Contains("NginxLike.Original.dll", StringComparison.Ordinal))
                {
                    running.Add(arguments);
                }
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                // It has ended meanwhile, or is not ours.
            }
        }

        return running;
    }
}
