using System.Runtime.CompilerServices;
using Microsoft.Extensions.Caching.Distributed;
using Nanoservices.Payloads;
using Nanoservices.Shims.Caching.Tests.Support;
using Nanoservices.Testing.Conformance;
using Xunit;

namespace Nanoservices.Shims.Caching.Tests.Aliasing;

/// <summary>Semantics case 3: the same array comes back, and what is written into it counts, also when nobody has it any more.</summary>
public sealed class SameArrayTests
{
    [Fact]
    public async Task The_array_that_was_set_comes_back()
    {
        await using CacheRig rig = await CacheRig.StartAsync();
        byte[] array = [1, 2, 3];
        rig.Cache.Set("k", array);
        Assert.Same(array, rig.Cache.Get("k"));
        Assert.Same(array, await rig.Cache.GetAsync("k"));
        Assert.Equal(0, rig.Counters.PayloadBytesIn);
    }

    [Fact]
    public async Task What_is_written_into_it_is_the_value_for_arrays_and_payloads()
    {
        await using CacheRig rig = await CacheRig.StartAsync();
        byte[] array = [1, 2, 3];
        await rig.Cache.SetAsync("k", array);
        array[0] = 9;
        Assert.Equal([9, 2, 3], rig.Cache.Get("k"));
        using Payload? payload = rig.Cache.GetPayload("k");
        array[1] = 9;
        Assert.Equal([9, 2, 3], payload!.ToArray());
        using Payload? later = rig.Cache.GetPayload("k");
        Assert.Equal([9, 9, 3], later!.ToArray());
    }

    [Fact]
    public async Task One_array_under_two_keys_is_one_value()
    {
        await using CacheRig rig = await CacheRig.StartAsync();
        byte[] array = [1];
        rig.Cache.Set("a", array);
        rig.Cache.Set("b", array);
        rig.Cache.Get("a")![0] = 2;
        Assert.Equal([2], rig.Cache.GetPayload("b")!.ToArray());
    }

    [Fact]
    public async Task A_value_that_was_read_is_one_array_as_long_as_somebody_has_it()
    {
        await using CacheRig rig = await CacheRig.StartAsync();
        rig.Cache.SetPayload("k", Payload.FromBytes(new byte[] { 1 }));
        byte[] first = rig.Cache.Get("k")!;
        CacheRig.Collect();
        Assert.Same(first, rig.Cache.Get("k"));
        GC.KeepAlive(first);
    }

    [Fact]
    public async Task Nobody_is_kept_from_being_collected_by_the_cache()
    {
        await using CacheRig rig = await CacheRig.StartAsync();
        WeakReference array = SetAndForget(rig.Cache, "k", 100_000);
        await rig.NoAliasesAsync();
        Assert.False(array.IsAlive);
        Assert.Equal(100_000, rig.Cache.Get("k")!.Length);
    }

    [Fact]
    public async Task The_last_write_into_a_forgotten_array_is_the_value()
    {
        await using CacheRig rig = await CacheRig.StartAsync();
        rig.Cache.Set("k", new byte[1000]);
        WriteAndForget(rig.Cache, "k", 999, 7);
        await rig.NoAliasesAsync();
        using Payload? payload = rig.Cache.GetPayload("k");
        Assert.Equal(7, payload!.ToArray()[999]);
        payload.Dispose();
        await rig.NothingButEntriesAsync();
    }

    /// <summary>The origin's key was not known to have the block, so what was written into its array was lost with that key.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_payload_under_two_keys_is_one_array_under_both(bool removeOrigin)
    {
        await using CacheRig rig = await CacheRig.StartAsync();
        rig.Cache.SetPayload("a", Payload.FromBytes(new byte[] { 1, 1 }));
        rig.Cache.SetPayload("b", rig.Cache.GetPayload("a")!);
        Assert.Same(rig.Cache.Get("a"), rig.Cache.Get("b"));
        (string written, string read) = removeOrigin ? ("a", "b") : ("b", "a");
        WriteAndForget(rig.Cache, written, 1, 5);
        rig.Cache.Remove(written);
        await rig.NoAliasesAsync();
        Assert.Equal([1, 5], rig.Cache.Get(read));
    }

    /// <summary>Each key has a block of its own, and when the array had died, each got an array of its own.</summary>
    [Fact]
    public async Task A_forgotten_array_under_two_keys_is_one_array_again_when_it_is_read()
    {
        await using CacheRig rig = await CacheRig.StartAsync();
        SetBothAndForget(rig.Cache, "a", "b");
        await Waits.Until(
            () =>
            {
                CacheRig.Collect();
                return rig.Cache.Settler.Pending == 0 && rig.Nanoservice!.Status.Blocks == 1;
            },
            "one block");
        byte[] array = rig.Cache.Get("a")!;
        Assert.Same(array, rig.Cache.Get("b"));
        array[0] = 7;
        using Payload? payload = rig.Cache.GetPayload("b");
        Assert.Equal(7, payload!.ToArray()[0]);
    }

    /// <summary>Beyond a few versions without a key the other keys' ones were forgotten.</summary>
    [Fact]
    public async Task It_stays_one_array_however_often_it_is_written_into()
    {
        await using CacheRig rig = await CacheRig.StartAsync();
        rig.Cache.SetPayload("a", Payload.FromBytes(new byte[] { 0 }));
        rig.Cache.SetPayload("b", rig.Cache.GetPayload("a")!);
        byte[] array = rig.Cache.Get("a")!;
        for (byte value = 1; value < 20; value++)
        {
            array[0] = value;
            using Payload? payload = rig.Cache.GetPayload("a");
            Assert.Equal([value], payload!.ToArray());
        }

        Assert.Same(array, rig.Cache.Get("b"));
    }

    [Fact]
    public async Task A_new_life_of_the_cache_nanoservice_has_nothing_of_the_old_one()
    {
        await using CacheRig rig = await CacheRig.StartAsync();
        byte[] array = [1];
        rig.Cache.Set("k", array);
        await rig.DownAsync();
        await rig.UpAsync();
        Assert.Null(rig.Cache.Get("k"));
        array[0] = 2;
        rig.Cache.Set("k", array);
        Assert.Same(array, rig.Cache.Get("k"));
        await Waits.Until(() => rig.Cache.Aliases.Count == 1, "only the new one");
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference SetAndForget(NanoserviceDistributedCache cache, string key, int length)
    {
        byte[] array = new byte[length];
        cache.Set(key, array);
        return new WeakReference(array);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void SetBothAndForget(NanoserviceDistributedCache cache, string a, string b)
    {
        byte[] array = new byte[100];
        cache.Set(a, array);
        cache.Set(b, array);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void WriteAndForget(NanoserviceDistributedCache cache, string key, int at, byte value) => cache.Get(key)![at] = value;
}
