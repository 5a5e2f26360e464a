using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using Nanoservices.Control.Links;
using Nanoservices.Control.Protos;
using Nanoservices.Host.Interop;
using Nanoservices.Host.Processes;
using Xunit;

namespace Nanoservices.Host.Tests.Hosts;

/// <summary>A real Host in its own process and runtime directory. Its end checks that nothing is left of it.</summary>
internal sealed class HostProcess : IAsyncDisposable
{
    public static readonly TimeSpan Guard = TimeSpan.FromSeconds(30);

    private const string Marker = "HOST_TESTS_MARKER";

    private readonly string _marker = RandomNumberGenerator.GetHexString(16);
    private readonly StringBuilder _output = new();
    private readonly Process _process;
    private readonly HttpClient _http = new();

    private HostProcess(string directory, int port, string[] arguments, Action<IDictionary<string, string?>>? environment)
    {
        RuntimeDirectory = directory;
        Port = port;
        ProcessStartInfo start = new("dotnet", [Built.Host, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["XDG_RUNTIME_DIR"] = directory;
        start.Environment[Marker] = _marker;
        environment?.Invoke(start.Environment);
        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, line) => Take(line.Data);
        _process.ErrorDataReceived += (_, line) => Take(line.Data);
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public int Id => _process.Id;

    public int Port { get; }

    /// <summary>XDG_RUNTIME_DIR.</summary>
    public string RuntimeDirectory { get; }

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

    /// <summary>Starts a Host with the test app, a TCP and a cache nanoservice.</summary>
    /// <param name="mode">How the app misbehaves.</param>
    /// <param name="options">More arguments.</param>
    /// <param name="port">Where to listen; 0: any free port.</param>
    /// <param name="directory">XDG_RUNTIME_DIR; null: a new one.</param>
    /// <param name="environment">Changes the Host's environment.</param>
    public static HostProcess Start(
        string mode = "", string[]? options = null, int port = 0, string? directory = null, Action<IDictionary<string, string?>>? environment = null)
    {
        port = port == 0 ? FreePort() : port;
        directory ??= Directory.CreateTempSubdirectory("ht-").FullName;
        string placement = Path.Combine(directory, "placement.json");
        File.WriteAllText(placement, $$"""
            { "application": "tested", "nanoservices": {
              "brain": { "kind": "brain", "assembly": "{{Built.App}}", "directory": "{{Built.AppDirectory}}",
                         "arguments": ["--mode={{mode}}"], "environment": { "OF_THE_PLACEMENT": "yes" } },
              "tcp": { "kind": "tcp", "listen": ["http://127.0.0.1:{{port}}"] },
              "cache": { "kind": "cache", "memory": "64MiB", "sizeLimit": "16MiB" } } }
            """);
        return new HostProcess(directory, port, ["supervise", placement, .. options ?? []], environment);
    }

    /// <summary>Starts a Host with any arguments.</summary>
    public static HostProcess Run(params string[] arguments) =>
        new(Directory.CreateTempSubdirectory("ht-").FullName, 0, arguments, environment: null);

    public static int FreePort()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>Waits for a line that holds a text.</summary>
    public Task WaitForAsync(string text) => UntilAsync(() => Task.FromResult(Output.Contains(text, StringComparison.Ordinal)), text);

    public Task ReadyAsync() => WaitForAsync("ready: tested at");

    public async Task<int> ExitedAsync()
    {
        using CancellationTokenSource guard = new(Guard);
        try
        {
            await _process.WaitForExitAsync(guard.Token);
        }
        catch (OperationCanceledException)
        {
            Assert.Fail($"The Host did not end:\n{Output}");
        }

        return _process.ExitCode;
    }

    public void Terminate() => ProcessTable.Terminate(Id);

    public void Kill() => ProcessTable.Kill(Id);

    public Task<string> GetAsync(string path) => _http.GetStringAsync(new Uri($"http://127.0.0.1:{Port}{path}"));

    /// <summary>Asks until it answers.</summary>
    public Task AnswersAsync() => UntilAsync(
        async () =>
        {
            try
            {
                using CancellationTokenSource limit = new(TimeSpan.FromSeconds(2));
                return await _http.GetStringAsync(new Uri($"http://127.0.0.1:{Port}/"), limit.Token) == "ok";
            }
            catch (Exception exception) when (exception is HttpRequestException or OperationCanceledException)
            {
                return false;
            }
        },
        "an answer");

    public async Task<StatusReply> StatusAsync(bool fresh = false)
    {
        using HostClient client = new(ControlSocket());
        return await client.GetStatusAsync(fresh);
    }

    public async Task<NanoserviceStatus> StatusOfAsync(string name) => (await StatusAsync()).Nanoservices.Single(nanoservice => nanoservice.Name == name);

    public string ControlSocket() => Directory.GetDirectories(RuntimeDirectory, "nanoservices-*").Select(directory => Path.Combine(directory, "control")).Single();

    /// <summary>All processes that this Host, or what it has started, has started.</summary>
    public IReadOnlyList<int> Descendants() =>
        [.. ProcFile.Processes().Where(process => process != Id && ProcFile.HasVariable(process, Marker, _marker))];

    public async Task UntilAsync(Func<Task<bool>> condition, string what)
    {
        long start = Stopwatch.GetTimestamp();
        while (!await condition())
        {
            Assert.True(Stopwatch.GetElapsedTime(start) < Guard, $"{what} did not come. The Host wrote:\n{Output}");
            await Task.Delay(20);
        }
    }

    public Task NoDescendantsAsync() => UntilAsync(() => Task.FromResult(Descendants().Count == 0), "the end of all processes");

    /// <summary>Ends it if it runs; then nothing of it may be there.</summary>
    public async ValueTask DisposeAsync()
    {
        try
        {
            if (!_process.HasExited)
            {
                Terminate();
                await ExitedAsync();
            }

            await NoDescendantsAsync();
        }
        finally
        {
            foreach (int process in Descendants().Append(Id).Where(process => ProcFile.HasVariable(process, Marker, _marker)))
            {
                ProcessTable.Kill(process);
            }

            _process.Dispose();
            _http.Dispose();
        }
    }

    /// <summary>That the runtime directory holds nothing of any Host.</summary>
    public void AssertClean() =>
        Assert.Empty(Directory.GetFileSystemEntries(RuntimeDirectory, "nanoservices-*"));

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"Host {Id} at {Port}");

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
