using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Migrate.Cli.Tests.Helpers;

/// <summary>A program that runs until it is ended. Disposing it kills it and what it has started.</summary>
internal sealed class RunningProgram : IAsyncDisposable
{
    private readonly StringBuilder _written = new();
    private readonly Process _process;

    private RunningProgram(ProcessStartInfo start)
    {
        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, line) => Take(line.Data);
        _process.ErrorDataReceived += (_, line) => Take(line.Data);
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public int Id => _process.Id;

    /// <summary>Both its outputs so far.</summary>
    public string Written
    {
        get
        {
            lock (_written)
            {
                return _written.ToString();
            }
        }
    }

    /// <summary>A port that is free now.</summary>
    public static int FreePort()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>Starts <c>dotnet</c> with ASPNETCORE_URLS of a port, and waits until it has written a line.</summary>
    public static async Task<RunningProgram> StartAsync(string directory, int port, string line, params string[] arguments)
    {
        ProcessStartInfo start = Programs.StartInfo(directory, "dotnet", arguments);
        start.Environment["ASPNETCORE_URLS"] = $"http://127.0.0.1:{port}";
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Production";
        RunningProgram program = new(start);
        try
        {
            await program.WaitForAsync(line);
            return program;
        }
        catch
        {
            await program.DisposeAsync();
            throw;
        }
    }

    /// <summary>Waits until it has written a text.</summary>
    public async Task WaitForAsync(string text)
    {
        long start = Stopwatch.GetTimestamp();
        while (!Written.Contains(text, StringComparison.Ordinal))
        {
            Assert.False(_process.HasExited, $"ended before it wrote '{text}':\n{Written}");
            Assert.True(Stopwatch.GetElapsedTime(start) < Programs.HangGuard, $"never wrote '{text}':\n{Written}");
            await Task.Delay(50);
        }
    }

    /// <summary>Sends a signal by its name (TERM, INT) and waits for the end.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> EndAsync(string signal)
    {
        using (Process kill = Process.Start("kill", [$"-{signal}", $"{Id}"]))
        {
            await kill.WaitForExitAsync();
        }

        using CancellationTokenSource guard = new(Programs.HangGuard);
        await _process.WaitForExitAsync(guard.Token);
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
    }

    private void Take(string? line)
    {
        lock (_written)
        {
            _written.Append(line).Append('\n');
        }
    }
}
