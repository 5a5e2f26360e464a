using System.Diagnostics;
using Nanoservices.Faults.Tests.Hosts;
using Nanoservices.Faults.Tests.Kills;
using Nanoservices.Faults.Tests.Load;
using Xunit;
using Xunit.Abstractions;

namespace Nanoservices.Faults.Tests;

/// <summary>Deaths in the middle of long transfers, with clients too slow for anything to be in a buffer of the kernel.</summary>
[Collection(HostsCollection.Name)]
public sealed class TransferTests(SharedHost shared, ITestOutputHelper output)
{
    private const int Bytes = 12 << 20;

    // 192 of them at least.
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(4);

    private static readonly string[] Downloads = ["objects", "payloads", "streams"];
    private static readonly string[] Uploads = ["objects", "payloads"];

    [Theory]
    [InlineData("brain")]
    [InlineData("cache")]
    [InlineData("tcp")]
    public async Task A_download_is_whole_or_visibly_cut_and_an_upload_stored_whole_or_not_at_all(string victim)
    {
        output.WriteLine($"seed {FaultSettings.Seed}");
        Random random = new(FaultSettings.Seed);
        FaultHost host = await shared.GetAsync();
        Probe probe = new(host);
        for (int round = 1; round <= FaultSettings.Repeats; round++)
        {
            await StoreAsync(host, round);
            SlowTransfer[] all =
            [
                .. Downloads.Select((shape, i) => SlowTransfer.Download(host, shape, KeyOf(i), Pause)),
                .. Uploads.Select((shape, i) => SlowTransfer.Upload(host, shape, KeyOf(Downloads.Length + i), ObjectBody.Make(KeyOf(Downloads.Length + i), round + 1, 1, Bytes), Pause)),
            ];
            int moment = random.Next(1, Bytes / 2);
            await host.UntilAsync(() => Task.FromResult(all.All(one => one.Moved > moment || one.Ended.IsCompleted)), "the moment");
            ulong epoch = await host.KillAsync(victim);
            output.WriteLine($"{victim} after {moment} bytes: {string.Join(", ", await Task.WhenAll(all.Select(one => JudgeAsync(one, round))))}");
            await host.ReadyAfterAsync(victim, epoch);
            await probe.AnswersAsync(Stopwatch.GetTimestamp());
            foreach (SlowTransfer upload in all[Downloads.Length..])
            {
                output.WriteLine($"{upload.Name}: {await WhatIsThereAsync(host, upload, round, victim)}");
            }

            Array.ForEach(all, one => one.Dispose());
        }
    }

    private static int KeyOf(int transfer) => 200 + transfer;

    private static async Task StoreAsync(FaultHost host, int version)
    {
        using HttpPeer keeper = new(host.Port, FaultHost.Guard);
        for (int i = 0; i < Downloads.Length + Uploads.Length; i++)
        {
            Answer stored = await keeper.PutAsync($"/payloads/{KeyOf(i)}", ObjectBody.Make(KeyOf(i), version, 1, Bytes));
            Assert.True(stored.IsSuccess, stored.Name);
        }
    }

    private static async Task<string> JudgeAsync(SlowTransfer transfer, int version)
    {
        Answer answer = await transfer.Ended;
        Assert.NotEqual(End.Hung, answer.End);
        if (answer is { End: End.Complete, Status: 200 })
        {
            Assert.Equal((version, null), ObjectBody.Check(answer.Body.Span, transfer.Key));
        }

        return $"{transfer.Name} {answer.Name}";
    }

    private static async Task<string> WhatIsThereAsync(FaultHost host, SlowTransfer upload, int before, string victim)
    {
        using HttpPeer client = new(host.Port, FaultHost.Guard);
        Answer read = await client.GetAsync($"/payloads/{upload.Key}");
        if (read.Status == 404)
        {
            Assert.Equal("cache", victim);
            return "nothing";
        }

        Assert.True(read.IsSuccess, read.Name);
        (long version, string? wrong) = ObjectBody.Check(read.Body.Span, upload.Key);
        Assert.Null(wrong);
        Assert.InRange(version, (await upload.Ended).IsSuccess ? before + 1 : before, before + 1);
        return $"version {version}, which was {(version == before ? "there before" : "uploaded")}";
    }
}
