using Microsoft.AspNetCore.Server.Kestrel.Core;
using Nanoservices.Tcp.Engines.Kestrel;
using Nanoservices.Wire;
using Xunit;

namespace Nanoservices.Tcp.Tests.Engines.Kestrel;

public sealed class ServerSettingsTests
{
    public static TheoryData<ServerSetting> All => [.. Enum.GetValues<ServerSetting>().Where(setting => setting is not (ServerSetting.None or ServerSetting.ErrorDetails))];

    [Theory]
    [MemberData(nameof(All))]
    public void Every_setting_changes_kestrels_options(ServerSetting setting)
    {
        KestrelServerOptions options = new();
        string before = Describe(options);
        ServerSettings.Apply(new Dictionary<ServerSetting, long> { [setting] = Another(setting) }, options);
        Assert.NotEqual(before, Describe(options));
    }

    [Fact]
    public void Values_arrive_in_kestrels_units()
    {
        KestrelServerOptions options = new();
        ServerSettings.Apply(
            new Dictionary<ServerSetting, long>
            {
                [ServerSetting.MaxRequestBodySize] = -1,
                [ServerSetting.MaxRequestBufferSize] = 70_000,
                [ServerSetting.KeepAliveTimeout] = 1500,
                [ServerSetting.RequestHeadersTimeout] = -1,
                [ServerSetting.MinRequestBodyRate] = 100_500,
                [ServerSetting.MinRequestBodyGrace] = 7000,
                [ServerSetting.MinResponseRate] = -1,
            },
            options);
        Assert.Null(options.Limits.MaxRequestBodySize);
        Assert.Equal(70_000, options.Limits.MaxRequestBufferSize);
        Assert.Equal(TimeSpan.FromSeconds(1.5), options.Limits.KeepAliveTimeout);
        Assert.Equal(Timeout.InfiniteTimeSpan, Equalise(options.Limits.RequestHeadersTimeout));
        Assert.Equal((100.5, TimeSpan.FromSeconds(7)), (options.Limits.MinRequestBodyDataRate!.BytesPerSecond, options.Limits.MinRequestBodyDataRate.GracePeriod));
        Assert.Null(options.Limits.MinResponseDataRate);
    }

    [Fact]
    public void A_setting_of_a_later_version_is_refused_by_name()
    {
        NotSupportedException refused = Assert.Throws<NotSupportedException>(
            () => ServerSettings.Apply(new Dictionary<ServerSetting, long> { [(ServerSetting)999] = 1 }, new KestrelServerOptions()));
        Assert.Contains("999", refused.Message, StringComparison.Ordinal);
    }

    // Kestrel keeps "none" as the longest time.
    private static TimeSpan Equalise(TimeSpan time) => time == TimeSpan.MaxValue ? Timeout.InfiniteTimeSpan : time;

    private static long Another(ServerSetting setting) => setting switch
    {
        ServerSetting.AddServerHeader or ServerSetting.AllowResponseHeaderCompression => 0,
        ServerSetting.AllowHostHeaderOverride or ServerSetting.AllowAlternateSchemes or ServerSetting.DisableStringReuse => 1,
        _ => 54_321,
    };

    private static string Describe(KestrelServerOptions options)
    {
        KestrelServerLimits limits = options.Limits;
        return string.Join(
            ' ', options.AddServerHeader, options.AllowResponseHeaderCompression, options.AllowHostHeaderOverride, options.AllowAlternateSchemes,
            options.DisableStringReuse, limits.MaxRequestBodySize, limits.MaxRequestBufferSize, limits.MaxResponseBufferSize, limits.MaxRequestHeaderCount,
            limits.MaxRequestHeadersTotalSize, limits.MaxRequestLineSize, limits.KeepAliveTimeout, limits.RequestHeadersTimeout,
            limits.MaxConcurrentConnections, limits.MaxConcurrentUpgradedConnections, limits.MinRequestBodyDataRate, limits.MinResponseDataRate);
    }
}
