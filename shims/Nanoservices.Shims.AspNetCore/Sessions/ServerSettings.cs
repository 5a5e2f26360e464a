using Microsoft.AspNetCore.Server.Kestrel.Core;
using Nanoservices.Wire;

namespace Nanoservices.Shims.AspNetCore.Sessions;

/// <summary>The app's server options as settings for the TCP nanoservice: those that differ from Kestrel's defaults.</summary>
internal static class ServerSettings
{
    /// <summary>The settings.</summary>
    /// <param name="options">The app's.</param>
    /// <param name="errorDetails">See <see cref="ServerSetting.ErrorDetails"/>; true is the default.</param>
    public static Dictionary<ServerSetting, long> Of(KestrelServerOptions options, bool errorDetails)
    {
        Dictionary<ServerSetting, long> defaults = All(new KestrelServerOptions());
        Dictionary<ServerSetting, long> settings = All(options).Where(setting => setting.Value != defaults[setting.Key]).ToDictionary();
        if (!errorDetails)
        {
            settings.Add(ServerSetting.ErrorDetails, 0);
        }

        return settings;
    }

    private static Dictionary<ServerSetting, long> All(KestrelServerOptions options)
    {
        KestrelServerLimits limits = options.Limits;
        return new Dictionary<ServerSetting, long>
        {
            [ServerSetting.AddServerHeader] = Flag(options.AddServerHeader),
            [ServerSetting.MaxRequestBodySize] = limits.MaxRequestBodySize ?? -1,
            [ServerSetting.MaxRequestBufferSize] = limits.MaxRequestBufferSize ?? -1,
            [ServerSetting.MaxResponseBufferSize] = limits.MaxResponseBufferSize ?? -1,
            [ServerSetting.MaxRequestHeaderCount] = limits.MaxRequestHeaderCount,
            [ServerSetting.MaxRequestHeadersTotalSize] = limits.MaxRequestHeadersTotalSize,
            [ServerSetting.MaxRequestLineSize] = limits.MaxRequestLineSize,
            [ServerSetting.KeepAliveTimeout] = Milliseconds(limits.KeepAliveTimeout),
            [ServerSetting.RequestHeadersTimeout] = Milliseconds(limits.RequestHeadersTimeout),
            [ServerSetting.MaxConcurrentConnections] = limits.MaxConcurrentConnections ?? -1,
            [ServerSetting.MaxConcurrentUpgradedConnections] = limits.MaxConcurrentUpgradedConnections ?? -1,
            [ServerSetting.MinRequestBodyRate] = Rate(limits.MinRequestBodyDataRate),
            [ServerSetting.MinRequestBodyGrace] = Grace(limits.MinRequestBodyDataRate),
            [ServerSetting.MinResponseRate] = Rate(limits.MinResponseDataRate),
            [ServerSetting.MinResponseGrace] = Grace(limits.MinResponseDataRate),
            [ServerSetting.AllowResponseHeaderCompression] = Flag(options.AllowResponseHeaderCompression),
            [ServerSetting.AllowHostHeaderOverride] = Flag(options.AllowHostHeaderOverride),
            [ServerSetting.AllowAlternateSchemes] = Flag(options.AllowAlternateSchemes),
            [ServerSetting.DisableStringReuse] = Flag(options.DisableStringReuse),
        };
    }

    private static long Flag(bool value) => value ? 1 : 0;

    private static long Milliseconds(TimeSpan time) =>
        time == TimeSpan.MaxValue || time == Timeout.InfiniteTimeSpan ? -1 : (long)time.TotalMilliseconds;

    private static long Rate(MinDataRate? rate) => rate is null ? -1 : (long)Math.Round(rate.BytesPerSecond * 1000);

    private static long Grace(MinDataRate? rate) => rate is null ? 0 : (long)rate.GracePeriod.TotalMilliseconds;
}
