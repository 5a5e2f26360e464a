using System.Diagnostics;
using Nanoservices.Fabric.Contract;
using Nanoservices.Testing.Conformance;
using Xunit;

namespace Nanoservices.Fabric.Tests.Peers;

/// <summary>A started peer process (<see cref="ScriptedPeer"/>); killed with its disposal.</summary>
internal sealed class PeerProcess : IAsyncDisposable
{
    private readonly Process _process;

    private PeerProcess(Process process, FabricAddress address)
    {
        _process = process;
        Address = address;
    }

    /// <summary>Where it listens.</summary>
    internal FabricAddress Address { get; }

    /// <summary>Starts it; it listens when this returns.</summary>
    internal static async Task<PeerProcess> StartAsync(FabricAddress address, ulong epoch = 1)
    {
        ProcessStartInfo start = new(Environment.ProcessPath!) { RedirectStandardInput = true, RedirectStandardOutput = true };
        start.ArgumentList.Add(typeof(PeerProcess).Assembly.Location);
        start.ArgumentList.Add(address.Value);
        start.ArgumentList.Add($"{epoch}");
        if (!Path.GetFileNameWithoutExtension(start.FileName).Equals("dotnet", StringComparison.Ordinal))
        {
            start.FileName = "dotnet";
        }

        PeerProcess peer = new(Process.Start(start)!, address);
        Assert.Equal("ready", await Waits.Within(peer._process.StandardOutput.ReadLineAsync()));
        return peer;
    }

    /// <summary>kill -9.</summary>
    internal void Kill() => _process.Kill();

    /// <summary>Sends it a signal: STOP, CONT.</summary>
    internal async Task SignalAsync(string name)
    {
        using Process kill = Process.Start("kill", [$"-{name}", $"{_process.Id}"]);
        await Waits.Within(kill.WaitForExitAsync());
        Assert.Equal(0, kill.ExitCode);
    }

    /// <summary>Waits for its end.</summary>
    internal Task EndedAsync() => Waits.Within(_process.WaitForExitAsync());

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await EndedAsync();
        _process.Dispose();
    }
}
