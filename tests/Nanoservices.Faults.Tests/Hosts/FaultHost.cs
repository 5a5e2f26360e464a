using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using Nanoservices.Control.Links;
using Nanoservices.Control.Protos;
using Nanoservices.Faults.Tests.Census;
using Xunit;

namespace Nanoservices.Faults.Tests.Hosts;

/// <summary>
/// A real Host with a brain, a TCP and a cache nanoservice, each in its own process; in a session and a process group of its own, as at a
/// terminal. Its end checks that nothing of it is left.
/// </summary>
internal sealed class FaultHost : IAsyncDisposable
{
    /// <summary>A guard against hangs; no test depends on it.</summary>
    public static readonly TimeSpan Guard = TimeSpan.FromSeconds(30);

    private const string Marker = "FAULT_TESTS_MARKER";

    private readonly string _marker = RandomNumberGenerator.GetHexString(16);
    private readonly StringBuilder _output = new();
    private readonly Process _process;
    private HostClient? _client;

    private FaultHost(string directory, int port, string[] arguments)
    {
        Folder = directory;
        Port = port;
        ProcessStartInfo start = new("setsid", ["dotnet", Built.Host, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["XDG_RUNTIME_DIR"] = directory;
        start.Environment[Marker] = _marker;
        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, line) => Take(line.Data);
        _process.ErrorDataReceived += (_, line) => Take(line.Data);
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>Its process, and its process group.</summary>
    public int Id => _process.Id;

    /// <summary>Where it listens for clients, on 127.0.0.1.</summary>
    public int Port { get; }

    /// <summary>XDG_RUNTIME_DIR.</summary>
    public string Folder { get; }

    /// <summary>All that it has written.</summary>
    public string Output
    {
        get
        {
            lock (_output)
            {
                return _output.ToString();
            }
        }
    }

    /// <summary>Starts one; it is ready when this returns.</summary>
    /// <param name="after">One that is dead, whose directory and port it takes over; null: new ones.</param>
    /// <param name="options">More arguments of supervise.</param>
    public static async Task<FaultHost> StartAsync(FaultHost? after = null, params string[] options)
    {
        int port = after?.Port ?? FreePort();
        string directory = after?.Folder ?? Directory.CreateTempSubdirectory("ft-").FullName;
        string placement = Path.Combine(directory, "placement.json");
        await File.WriteAllTextAsync(placement, $$"""
            { "application": "faulty", "nanoservices": {
              "brain": { "kind": "brain", "assembly": "{{Built.App}}", "directory": "{{Built.AppDirectory}}" },
              "tcp": { "kind": "tcp", "listen": ["http://127.0.0.1:{{port}}"] },
              "cache": { "kind": "cache", "memory": "512MiB", "sizeLimit": "400MiB" } } }
            """);
        FaultHost host = new(directory, port, ["supervise", placement, .. options]);
        try
        {
            await host.UntilAsync(() => Task.FromResult(host.Output.Contains("ready: faulty at", StringComparison.Ordinal)), "the Host's readiness");
            return host;
        }
        catch
        {
            await host.DisposeAsync();
            throw;
        }
    }

    /// <summary>What runs, as the Host says.</summary>
    public Task<StatusReply> StatusAsync() => (_client ??= new HostClient(ControlSocket())).GetStatusAsync(fresh: false);

    /// <summary>Fails unless the cache holds nothing but what its entries name: no lease of the dead, no block of an upload that failed.</summary>
    /// <returns>What it holds.</returns>
    public async Task<string> AssertNothingLeasedAsync()
    {
        Dictionary<string, long> extra = [];
        await UntilAsync(
            async () =>
            {
                StatusReply status = await (_client ??= new HostClient(ControlSocket())).GetStatusAsync(fresh: true);
                extra = new Dictionary<string, long>(status.Nanoservices.Single(one => one.Name == "cache").Counters.Extra);
                return extra.TryGetValue("leases", out long leases) && leases == 0 && extra["blocks"] == extra["entries"];
            },
            () => $"a cache without leases; it has {Describe(extra)};");
        return Describe(extra);
    }

    /// <summary>What it says of one nanoservice.</summary>
    public async Task<NanoserviceStatus> StatusOfAsync(string name) => (await StatusAsync()).Nanoservices.Single(one => one.Name == name);

    /// <summary>kill -9 of a nanoservice, as soon as it has a process. Its epoch.</summary>
    /// <param name="name">Which.</param>
    /// <param name="caches">Is told before when it is the cache.</param>
    public async Task<ulong> KillAsync(string name, CacheLives? caches = null)
    {
        NanoserviceStatus status = await StatusOfAsync(name);
        await UntilAsync(async () => (status = await StatusOfAsync(name)).ProcessId != 0, $"a process of {name}");
        if (name == "cache")
        {
            caches?.End();
        }

        Signals.Kill(status.ProcessId);
        return status.Epoch;
    }

    /// <summary>All processes that this Host, or what it has started, has started.</summary>
    public IReadOnlyList<int> Descendants() => [.. ProcFiles.Processes().Where(process => process != Id && ProcFiles.HasVariable(process, Marker, _marker))];

    /// <summary>Waits until something is so, or fails with what the Host wrote.</summary>
    public Task UntilAsync(Func<Task<bool>> condition, string what) => UntilAsync(condition, () => what);

    /// <summary>Waits until all are ready, and one of them in a later life than <paramref name="epoch"/>.</summary>
    public Task ReadyAfterAsync(string name, ulong epoch) => UntilAsync(
        async () =>
        {
            StatusReply status = await StatusAsync();
            return status.Ready && status.Nanoservices.Single(one => one.Name == name).Epoch > epoch;
        },
        $"the next life of {name}");

    /// <summary>Its exit code, when it has ended.</summary>
    public async Task<int> ExitedAsync()
    {
        await UntilAsync(() => Task.FromResult(_process.HasExited), "the Host's end");
        return _process.ExitCode;
    }

    /// <summary>Fails unless no process, no file and no socket of it is left. Only after its end.</summary>
    public async Task AssertNothingLeftAsync()
    {
        await UntilAsync(() => Task.FromResult(Descendants().Count == 0), "the end of all processes");
        Assert.Empty(Directory.GetFileSystemEntries(Folder, "nanoservices-*"));
        Assert.Equal(0, ProcFiles.UnixSockets(Folder));
        Assert.DoesNotContain(Directory.EnumerateFileSystemEntries("/dev/shm"), entry => entry.Contains("nano", StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>Ends it if it runs. Nothing of it may then be there.</summary>
    public async ValueTask DisposeAsync()
    {
        _client?.Dispose();
        try
        {
            if (!_process.HasExited)
            {
                Signals.Send("TERM", Id);
                await ExitedAsync();
                await AssertNothingLeftAsync();
            }
        }
        finally
        {
            foreach (int process in Descendants().Append(Id).Where(process => ProcFiles.HasVariable(process, Marker, _marker)))
            {
                Signals.Kill(process);
            }

            _process.Dispose();
            KeepOutput();
        }
    }

    private static string Describe(Dictionary<string, long> extra) =>
        string.Join(", ", extra.OrderBy(one => one.Key, StringComparer.Ordinal).Select(one => $"{one.Value} {one.Key}"));

    private static int FreePort()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private async Task UntilAsync(Func<Task<bool>> condition, Func<string> what)
    {
        long start = Stopwatch.GetTimestamp();
        while (!await condition())
        {
            Assert.True(Stopwatch.GetElapsedTime(start) < Guard, $"{what()} did not come within {Guard}. The Host wrote:\n{Output}");
            await Task.Delay(10);
        }
    }

    private string ControlSocket() => Directory.GetDirectories(Folder, "nanoservices-*").Select(directory => Path.Combine(directory, "control")).Single();

    private void KeepOutput()
    {
        if (Environment.GetEnvironmentVariable("NANOSERVICES_FAULT_LOGS") is string { Length: > 0 } folder)
        {
            File.WriteAllText(Path.Combine(folder, $"{_marker}.log"), Output);
        }
    }

    private void Take(string? line)
    {
        if (line is not null)
        {
            lock (_output)
            {
                _output.Append(line).Append('\n');
            }
        }
    }
}
