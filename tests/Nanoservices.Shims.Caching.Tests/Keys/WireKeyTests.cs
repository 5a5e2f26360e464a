using Nanoservices.Shims.Caching.Keys;
using Nanoservices.Shims.Caching.Tests.Support;
using Microsoft.Extensions.Caching.Distributed;
using Nanoservices.Wire;
using Xunit;

namespace Nanoservices.Shims.Caching.Tests.Keys;

/// <summary>Different keys stay different on the wire, whatever is in them.</summary>
public sealed class WireKeyTests
{
    private static readonly string[] Odd =
    [
        "", " ", "\0", "a", "A", "ä", "a\u0308", "\ud800", "\ud801", "\udc00\ud800", "\ufffd", "\ud83d\ude00", "x\ud83d",
        new string('k', CacheKey.MaxLength), new string('k', CacheKey.MaxLength + 1), new string('k', CacheKey.MaxLength + 2),
        new string('€', CacheKey.MaxLength), new string('a', 300) + "\ud800", new string('a', 300) + "\ud801",
        WireKey.Of("\ud800"),
    ];

    [Fact]
    public void All_are_told_apart()
    {
        string[] wire = [.. Odd.Select(WireKey.Of)];
        Assert.Equal(Odd.Length, wire.Distinct(StringComparer.Ordinal).Count());
        Assert.All(wire, key => Assert.InRange(key.Length, 0, CacheKey.MaxLength));
    }

    [Fact]
    public void A_usual_key_goes_as_it_is() => Assert.Same("objects/17", WireKey.Of("objects/17"));

    [Fact]
    public async Task They_are_also_stored_apart()
    {
        await using CacheRig rig = await CacheRig.StartAsync();
        for (int key = 0; key < Odd.Length; key++)
        {
            rig.Cache.Set(Odd[key], [(byte)key]);
        }

        for (int key = 0; key < Odd.Length; key++)
        {
            Assert.Equal([(byte)key], rig.Cache.Get(Odd[key])!);
        }
    }
}
