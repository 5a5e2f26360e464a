using Microsoft.Extensions.Caching.Distributed;
using Nanoservices.Payloads;
using Nanoservices.Shims.Caching.Tests.Support;
using Nanoservices.Testing.Conformance;
using Xunit;
using Xunit.Abstractions;

namespace Nanoservices.Shims.Caching.Tests.Operations;

/// <summary>Many threads on the same keys: whole values only, and none older than one that had been stored before the read began.</summary>
public sealed class ConcurrencyTests(ITestOutputHelper output)
{
    private const int Keys = 3;
    private const int Readers = 6;
    private const int Writes = 1500;

    private readonly int[] _stored = new int[Keys];
    private readonly int[] _begun = new int[Keys];
    private int _writing = Keys;

    /// <summary>With little room, so that values are kept in this process and come back, and blocks are reused at once.</summary>
    [Theory]
    [InlineData("8MiB", false)]
    [InlineData("1MiB", false)]
    [InlineData("8MiB", true)]
    public async Task A_read_sees_a_whole_value_no_older_than_the_last_one_stored_before_it(string memory, bool shared)
    {
        int seed = Environment.TickCount & 0xFFFFFF;
        output.WriteLine($"seed {seed}");
        await using CacheRig rig = await (shared ? CacheRig.StartSharedAsync(("memory", memory)) : CacheRig.StartAsync(("memory", memory)));
        Task[] writers = [.. Enumerable.Range(0, Keys).Select(key => Task.Run(() => WriteAsync(rig.Cache, key, new Random(seed + key))))];
        Task[] readers = [.. Enumerable.Range(0, Readers).Select(reader => Task.Run(() => ReadAsync(rig.Cache, new Random(seed - reader))))];
        await Waits.Within(Task.WhenAll([.. writers, .. readers]));
        for (int key = 0; key < Keys; key++)
        {
            using Payload? last = rig.Cache.GetPayload($"k{key}");
            Assert.True(Content.IsWhole(last!.ToArray(), out int version));
            Assert.Equal(Writes, version);
            last.Dispose();
            rig.Cache.Remove($"k{key}");
        }

        await rig.NoAliasesAsync();
        await rig.NothingButEntriesAsync();
    }

    // One writer a key, so that the versions say which value is the newer one.
    private async Task WriteAsync(NanoserviceDistributedCache cache, int key, Random random)
    {
        for (int version = 1; version <= Writes; version++)
        {
            byte[] value = Content.Of(random.Next(20) == 0 ? random.Next(1000, 300_000) : random.Next(4, 2000), version);
            Volatile.Write(ref _begun[key], version);
            switch (random.Next(3))
            {
                case 0:
                    cache.Set($"k{key}", value);
                    break;
                case 1:
                    await cache.SetAsync($"k{key}", value);
                    break;
                default:
                    await cache.SetPayloadAsync($"k{key}", Payload.FromBytes(value));
                    break;
            }

            Volatile.Write(ref _stored[key], version);
        }

        Interlocked.Decrement(ref _writing);
    }

    private async Task ReadAsync(NanoserviceDistributedCache cache, Random random)
    {
        while (Volatile.Read(ref _writing) != 0)
        {
            int key = random.Next(Keys);
            int atLeast = Volatile.Read(ref _stored[key]);
            byte[]? value = await ReadAsync(cache, $"k{key}", random.Next(4));
            int atMost = Volatile.Read(ref _begun[key]);
            if (value is null)
            {
                Assert.Equal(0, atLeast);
                continue;
            }

            Assert.True(Content.IsWhole(value, out int version), $"k{key}: {value.Length} bytes that were never stored together");
            Assert.InRange(version, atLeast, atMost);
        }
    }

    private static async Task<byte[]?> ReadAsync(NanoserviceDistributedCache cache, string key, int way)
    {
        switch (way)
        {
            case 0:
                return cache.Get(key);
            case 1:
                return await cache.GetAsync(key);
            case 2:
                using (Payload? payload = cache.GetPayload(key))
                {
                    return payload?.ToArray();
                }

            default:
                using (Payload? payload = await cache.GetPayloadAsync(key))
                {
                    return payload?.ToArray();
                }
        }
    }
}
