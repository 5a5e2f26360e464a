using System.Diagnostics;
using Nanoservices.Faults.Tests.Hosts;
using Nanoservices.Faults.Tests.Load;
using Xunit;
using Xunit.Abstractions;

namespace Nanoservices.Faults.Tests;

/// <summary>A write that was acknowledged, then the cache is killed: the value, or nothing.</summary>
[Collection(HostsCollection.Name)]
public sealed class AcknowledgedTests(SharedHost shared, ITestOutputHelper output)
{
    private const int Key = 80;

    [Fact]
    public async Task After_the_caches_death_a_key_has_its_last_value_or_none()
    {
        output.WriteLine($"seed {FaultSettings.Seed}");
        Random random = new(FaultSettings.Seed);
        string[] shapes = ["objects", "payloads"];
        FaultHost host = await shared.GetAsync();
        using HttpPeer client = new(host.Port, FaultHost.Guard);
        CacheLives caches = new();
        KeyLedger ledger = new(Key, caches);
        for (int round = 0; round < 2 * FaultSettings.Repeats; round++)
        {
            int life = caches.Current;
            for (int write = 0; write < 2; write++)
            {
                long version = ledger.Try();
                string shape = shapes[random.Next(shapes.Length)];
                Assert.True((await client.PutAsync($"/{shape}/{Key}", ObjectBody.Make(Key, version, 1, random.Next(40, 300_000)))).IsSuccess);
                ledger.Acknowledge(version, life);

                // What was read is what the brain may still know of the value.
                Answer read = await client.GetAsync($"/{shapes[random.Next(shapes.Length)]}/{Key}");
                Assert.Null(ledger.Judge(read, ledger.Floor()));
                Assert.Equal(200, read.Status);
            }

            ulong epoch = await host.KillAsync("cache", caches);
            output.WriteLine($"round {round}: {await FirstAnswersAsync(client, ledger, shapes, random)}");
            await host.ReadyAfterAsync("cache", epoch);
        }
    }

    /// <summary>Asks till three in a row have answered, and proves each of all.</summary>
    private static async Task<string> FirstAnswersAsync(HttpPeer client, KeyLedger ledger, string[] shapes, Random random)
    {
        List<string> names = [];
        long start = Stopwatch.GetTimestamp();
        for (int answered = 0; answered < 3;)
        {
            (long Acknowledged, int Life) floor = ledger.Floor();
            Answer answer = await client.GetAsync($"/{shapes[random.Next(shapes.Length)]}/{Key}");
            Assert.Null(ledger.Judge(answer, floor));
            answered = answer.End == End.Complete && answer.Status is 200 or 404 ? answered + 1 : 0;
            names.Add(answer.Name);
            Assert.True(Stopwatch.GetElapsedTime(start) < FaultHost.Guard, string.Join(' ', names));
        }

        return string.Join(' ', names);
    }
}
