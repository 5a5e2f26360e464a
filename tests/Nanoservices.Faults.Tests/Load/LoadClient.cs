using Nanoservices.Faults.Tests.Hosts;

namespace Nanoservices.Faults.Tests.Load;

/// <summary>One client of the load: writes its own keys, reads everybody's, proves every answer.</summary>
/// <param name="peer">Its connection.</param>
/// <param name="own">The keys that it writes.</param>
/// <param name="all">The keys that it reads.</param>
/// <param name="caches">Counts the lives of the cache.</param>
/// <param name="tally">What was seen.</param>
/// <param name="random">Its own.</param>
internal sealed class LoadClient(HttpPeer peer, KeyLedger[] own, KeyLedger[] all, CacheLives caches, Tally tally, Random random)
{
    private static readonly string[] Reads = ["objects", "payloads", "streams"];
    private static readonly string[] Writes = ["objects", "payloads"];
    private static readonly int[] SizeLimits = [256, 4 << 10, 64 << 10, 512 << 10, 2 << 20];

    // A client that is refused at once must not take the processor from what restarts.
    private static readonly TimeSpan Breath = TimeSpan.FromMilliseconds(10);

    /// <summary>Runs until told to stop; what is under way then ends first.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        await Task.Yield();
        while (!stop.IsCancellationRequested)
        {
            Answer answer = random.Next(5) < 2 ? await WriteAsync(own[random.Next(own.Length)]) : await ReadAsync(all[random.Next(all.Length)]);
            if (!answer.IsSuccess)
            {
                await Task.Delay(Breath, CancellationToken.None);
            }
        }
    }

    private async Task<Answer> WriteAsync(KeyLedger ledger)
    {
        string shape = Writes[random.Next(Writes.Length)];
        int length = random.Next(ObjectBody.HeadBytes, SizeLimits[random.Next(SizeLimits.Length)]);
        int life = caches.Current;
        long version = ledger.Try();
        Answer answer = await peer.PutAsync($"/{shape}/{ledger.Key}", ObjectBody.Make(ledger.Key, version, (ulong)random.NextInt64(), length));
        if (answer is { End: End.Complete, Status: 204 })
        {
            ledger.Acknowledge(version, life);
        }

        string? finding = answer is { End: End.Hung } ? $"key {ledger.Key}: no end before the deadline"
            : answer is { End: End.Complete, Status: not (204 or 500 or 503) } ? $"key {ledger.Key}: a write gave {answer.Status}"
            : null;
        tally.Add($"PUT {shape}", answer, finding);
        return answer;
    }

    private async Task<Answer> ReadAsync(KeyLedger ledger)
    {
        string shape = Reads[random.Next(Reads.Length)];
        (long Acknowledged, int Life) floor = ledger.Floor();
        Answer answer = await peer.GetAsync($"/{shape}/{ledger.Key}");
        tally.Add($"GET {shape}", answer, ledger.Judge(answer, floor));
        return answer;
    }
}
