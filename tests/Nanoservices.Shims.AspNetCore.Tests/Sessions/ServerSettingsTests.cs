using Microsoft.AspNetCore.Server.Kestrel.Core;
using Nanoservices.Shims.AspNetCore.Sessions;
using Nanoservices.Wire;
using Xunit;

namespace Nanoservices.Shims.AspNetCore.Tests.Sessions;

public sealed class ServerSettingsTests
{
    [Fact]
    public void Defaults_are_not_sent() => Assert.Empty(ServerSettings.Of(new KestrelServerOptions(), errorDetails: true));

    [Fact]
    public void What_differs_is_sent_in_the_wires_units()
    {
        KestrelServerOptions options = new() { AddServerHeader = false };
        options.Limits.MaxRequestBodySize = null;
        options.Limits.KeepAliveTimeout = TimeSpan.FromSeconds(1.5);
        options.Limits.RequestHeadersTimeout = Timeout.InfiniteTimeSpan;
        options.Limits.MinRequestBodyDataRate = new MinDataRate(100.5, TimeSpan.FromSeconds(7));
        options.Limits.MinResponseDataRate = null;
        Dictionary<ServerSetting, long> expected = new()
        {
            [ServerSetting.AddServerHeader] = 0,
            [ServerSetting.MaxRequestBodySize] = -1,
            [ServerSetting.KeepAliveTimeout] = 1500,
            [ServerSetting.RequestHeadersTimeout] = -1,
            [ServerSetting.MinRequestBodyRate] = 100_500,
            [ServerSetting.MinRequestBodyGrace] = 7000,
            [ServerSetting.MinResponseRate] = -1,
            [ServerSetting.MinResponseGrace] = 0,
            [ServerSetting.ErrorDetails] = 0,
        };
        Assert.Equal(expected.OrderBy(s => s.Key), ServerSettings.Of(options, errorDetails: false).OrderBy(s => s.Key));
    }

    [Fact]
    public void Code_that_another_process_cannot_run_is_refused_by_name()
    {
        KestrelServerOptions options = new() { ResponseHeaderEncodingSelector = _ => System.Text.Encoding.Latin1 };
        options.ListenLocalhost(5000);
        options.Limits.Http2.MaxStreamsPerConnection = 3;
        IReadOnlyList<string> refused = ServerRefusals.Of(options);
        Assert.Equal(3, refused.Count);
        Assert.Contains(refused, text => text.Contains("ResponseHeaderEncodingSelector", StringComparison.Ordinal));
        Assert.Contains(refused, text => text.Contains("KestrelServerOptions.Listen", StringComparison.Ordinal));
        Assert.Contains(refused, text => text.Contains("Limits.Http2.MaxStreamsPerConnection", StringComparison.Ordinal));
        Assert.Empty(ServerRefusals.Of(new KestrelServerOptions()));
    }
}
