using System.Diagnostics;
using Nanoservices.Faults.Tests.Hosts;
using Nanoservices.Faults.Tests.Load;
using Xunit;

namespace Nanoservices.Faults.Tests.Kills;

/// <summary>Finds out when the service answers: a value written and read again, each on a connection of its own.</summary>
/// <param name="host">The service.</param>
internal sealed class Probe(FaultHost host)
{
    private const int Key = 1_000_000;
    private const int Bytes = 20_000;

    private static readonly TimeSpan Breath = TimeSpan.FromMilliseconds(5);

    private long _version;

    /// <summary>Asks until it answers.</summary>
    /// <param name="since">When the count begins.</param>
    /// <returns>How long it took.</returns>
    public async Task<TimeSpan> AnswersAsync(long since)
    {
        while (!await AnswersOnceAsync())
        {
            Assert.True(Stopwatch.GetElapsedTime(since) < FaultHost.Guard, $"No answer for {FaultHost.Guard}. The Host wrote:\n{host.Output}");
            await Task.Delay(Breath);
        }

        return Stopwatch.GetElapsedTime(since);
    }

    private async Task<bool> AnswersOnceAsync()
    {
        long version = ++_version;
        string shape = version % 2 == 0 ? "objects" : "payloads";
        using HttpPeer writer = new(host.Port, FaultHost.Guard);
        Answer put = await writer.PutAsync($"/{shape}/{Key}", ObjectBody.Make(Key, version, 1, Bytes));
        Assert.NotEqual(End.Hung, put.End);
        if (!put.IsSuccess)
        {
            return false;
        }

        using HttpPeer reader = new(host.Port, FaultHost.Guard);
        Answer got = await reader.GetAsync($"/{shape}/{Key}");
        Assert.NotEqual(End.Hung, got.End);
        return got is { End: End.Complete, Status: 200 } && ObjectBody.Check(got.Body.Span, Key) == (version, null);
    }
}
