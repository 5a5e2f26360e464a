using Nanoservices.Cache.Settings;
using Xunit;

namespace Nanoservices.Cache.Tests.Settings;

/// <summary>What a placement may set, and what is refused by name.</summary>
public sealed class CacheSettingsTests
{
    [Fact]
    public void Without_any_they_are_those_of_MemoryDistributedCache()
    {
        CacheSettings settings = CacheSettings.From(new Dictionary<string, string>());
        Assert.Equal(1L << 30, settings.Memory);
        Assert.Equal(200L * 1024 * 1024, settings.SizeLimit);
        Assert.Equal(1 << 20, settings.Slots);
        Assert.Equal(0.05, settings.Compaction);
        Assert.Equal(TimeSpan.FromMinutes(1), settings.Scan);
    }

    [Theory]
    [InlineData("4096", 4096)]
    [InlineData("64KiB", 64 << 10)]
    [InlineData(" 256 mib ", 256 << 20)]
    [InlineData("1GiB", 1 << 30)]
    [InlineData("12B", 12)]
    public void Bytes_may_have_a_unit(string text, long bytes)
    {
        Assert.True(ByteCount.TryParse(text, out long parsed));
        Assert.Equal(bytes, parsed);
    }

    [Theory]
    [InlineData("")]
    [InlineData("-1")]
    [InlineData("1.5MiB")]
    [InlineData("9999999999GiB")]
    [InlineData("MiB")]
    [InlineData("12MB")]
    public void What_is_no_number_of_bytes_is_refused(string text) => Assert.False(ByteCount.TryParse(text, out _));

    [Theory]
    [InlineData("0", null)]
    [InlineData("1000", 1000L)]
    [InlineData("empty-values-only", 0L)]
    public void The_size_limit_may_be_none(string text, long? limit) => Assert.Equal(limit, Read("size-limit", text).SizeLimit);

    [Theory]
    [InlineData("memory", "64")]
    [InlineData("memory", "lots")]
    [InlineData("memory", "1TiB")]
    [InlineData("slots", "0")]
    [InlineData("size-limit", "all")]
    [InlineData("compaction", "5")]
    [InlineData("scan", "soon")]
    public void A_setting_that_cannot_be_is_refused_by_name(string name, string text) =>
        Assert.StartsWith(name + ": ", Assert.Throws<ArgumentException>(() => Read(name, text)).Message, StringComparison.Ordinal);

    [Fact]
    public void A_small_region_has_a_small_directory()
    {
        CacheSettings settings = Read("memory", "1MiB");
        Assert.InRange(settings.DataOffset, 4096, 256 * 1024);
    }

    private static CacheSettings Read(string name, string text) =>
        CacheSettings.From(new Dictionary<string, string> { [name] = text });
}
