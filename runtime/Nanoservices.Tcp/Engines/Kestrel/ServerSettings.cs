using Microsoft.AspNetCore.Server.Kestrel.Core;
using Nanoservices.Wire;

namespace Nanoservices.Tcp.Engines.Kestrel;

/// <summary>The settings of a ListenRequest, as Kestrel's options.</summary>
internal static class ServerSettings
{
    /// <summary>Applies all.</summary>
    /// <exception cref="NotSupportedException">There is a setting that this version does not know.</exception>
    internal static void Apply(IReadOnlyDictionary<ServerSetting, long> settings, KestrelServerOptions options)
    {
        foreach ((ServerSetting setting, long value) in settings)
        {
            if (!ApplyFlag(setting, value, options) && !ApplyLimit(setting, value, options.Limits) && !ApplyTime(setting, value, options.Limits))
            {
                throw new NotSupportedException(
                    $"The server setting {setting} = {value} is not known to this TCP nanoservice: run the app and its nanoservices in the same version.");
            }
        }

        KestrelServerLimits limits = options.Limits;
        limits.MinRequestBodyDataRate = Rate(settings, ServerSetting.MinRequestBodyRate, ServerSetting.MinRequestBodyGrace, limits.MinRequestBodyDataRate);
        limits.MinResponseDataRate = Rate(settings, ServerSetting.MinResponseRate, ServerSetting.MinResponseGrace, limits.MinResponseDataRate);
    }

    private static bool ApplyFlag(ServerSetting setting, long value, KestrelServerOptions options)
    {
        bool on = value != 0;
        switch (setting)
        {
            case ServerSetting.AddServerHeader:
                options.AddServerHeader = on;
                return true;
            case ServerSetting.AllowResponseHeaderCompression:
                options.AllowResponseHeaderCompression = on;
                return true;
            case ServerSetting.AllowHostHeaderOverride:
                options.AllowHostHeaderOverride = on;
                return true;
            case ServerSetting.AllowAlternateSchemes:
                options.AllowAlternateSchemes = on;
                return true;
            case ServerSetting.DisableStringReuse:
                options.DisableStringReuse = on;
                return true;
            case ServerSetting.ErrorDetails:
                // Kestrel asks its log for it: KestrelLogFilter.
                return true;
            default:
                return false;
        }
    }

    private static bool ApplyLimit(ServerSetting setting, long value, KestrelServerLimits limits)
    {
        long? orNone = value < 0 ? null : value;
        switch (setting)
        {
            case ServerSetting.MaxRequestBodySize:
                limits.MaxRequestBodySize = orNone;
                return true;
            case ServerSetting.MaxRequestBufferSize:
                limits.MaxRequestBufferSize = orNone;
                return true;
            case ServerSetting.MaxResponseBufferSize:
                limits.MaxResponseBufferSize = orNone;
                return true;
            case ServerSetting.MaxRequestHeaderCount:
                limits.MaxRequestHeaderCount = checked((int)value);
                return true;
            case ServerSetting.MaxRequestHeadersTotalSize:
                limits.MaxRequestHeadersTotalSize = checked((int)value);
                return true;
            case ServerSetting.MaxRequestLineSize:
                limits.MaxRequestLineSize = checked((int)value);
                return true;
            case ServerSetting.MaxConcurrentConnections:
                limits.MaxConcurrentConnections = orNone;
                return true;
            case ServerSetting.MaxConcurrentUpgradedConnections:
                limits.MaxConcurrentUpgradedConnections = orNone;
                return true;
            default:
                return false;
        }
    }

    private static bool ApplyTime(ServerSetting setting, long value, KestrelServerLimits limits)
    {
        TimeSpan time = value < 0 ? Timeout.InfiniteTimeSpan : TimeSpan.FromMilliseconds(value);
        switch (setting)
        {
            case ServerSetting.KeepAliveTimeout:
                limits.KeepAliveTimeout = time;
                return true;
            case ServerSetting.RequestHeadersTimeout:
                limits.RequestHeadersTimeout = time;
                return true;
            default:
                // The rates come in pairs; they are applied together.
                return setting is ServerSetting.MinRequestBodyRate or ServerSetting.MinRequestBodyGrace
                    or ServerSetting.MinResponseRate or ServerSetting.MinResponseGrace;
        }
    }

    private static MinDataRate? Rate(
        IReadOnlyDictionary<ServerSetting, long> settings, ServerSetting rate, ServerSetting grace, MinDataRate? present)
    {
        if (!settings.ContainsKey(rate) && !settings.ContainsKey(grace))
        {
            return present;
        }

        double bytes = settings.TryGetValue(rate, out long thousandths) ? thousandths / 1000.0 : present!.BytesPerSecond;
        TimeSpan period = settings.TryGetValue(grace, out long milliseconds) ? TimeSpan.FromMilliseconds(milliseconds) : present!.GracePeriod;
        return bytes < 0 ? null : new MinDataRate(bytes, period);
    }
}
