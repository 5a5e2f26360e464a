using System.Collections;
using System.Reflection;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Configuration;

namespace Nanoservices.Shims.AspNetCore.Sessions;

/// <summary>
/// Names what the app has configured on its server in code or configuration and another process can't honour: delegates,
/// endpoints made in code, what a wire setting has no number for. The app then refuses to start instead of serving otherwise.
/// </summary>
internal static class ServerRefusals
{
    private const BindingFlags Internal = BindingFlags.Instance | BindingFlags.NonPublic;

    // Of an endpoint in configuration only its address can be handed over.
    private const string UrlKey = "Url";

    /// <summary>What is refused, each with what to do about it; empty when all can be honoured.</summary>
    public static IReadOnlyList<string> Of(KestrelServerOptions options)
    {
        KestrelServerOptions defaults = new();
        List<string> refused = [];
        if (Hidden(options, "CodeBackedListenOptions") is ICollection { Count: > 0 } listeners)
        {
            refused.Add($"{listeners.Count} endpoint(s) made in code (KestrelServerOptions.Listen...): give their addresses as urls.");
        }

        Delegate(nameof(options.RequestHeaderEncodingSelector), options.RequestHeaderEncodingSelector, defaults.RequestHeaderEncodingSelector);
        Delegate(nameof(options.ResponseHeaderEncodingSelector), options.ResponseHeaderEncodingSelector, defaults.ResponseHeaderEncodingSelector);
        Delegate("ConfigureEndpointDefaults", Hidden(options, "EndpointDefaults"), Hidden(defaults, "EndpointDefaults"));
        Delegate("ConfigureHttpsDefaults", Hidden(options, "HttpsDefaults"), Hidden(defaults, "HttpsDefaults"));
        Properties("Limits.Http2", options.Limits.Http2, defaults.Limits.Http2, refused);
        Properties("Limits.Http3", options.Limits.Http3, defaults.Limits.Http3, refused);
        foreach (IConfigurationSection key in Endpoints(options).SelectMany(e => e.GetChildren()).Where(k => k.Key != UrlKey))
        {
            refused.Add($"configuration {key.Path}: of an endpoint only {UrlKey} can be handed over; configure the TCP nanoservice.");
        }

        return refused;

        void Delegate(string name, object? set, object? byDefault)
        {
            if (!Equals(set, byDefault))
            {
                refused.Add($"KestrelServerOptions.{name}: code can't run in the TCP nanoservice's process; configure the TCP nanoservice.");
            }
        }
    }

    /// <summary>The addresses of endpoints in configuration; they outrank urls, as on Kestrel.</summary>
    public static IReadOnlyList<string> ConfiguredAddresses(KestrelServerOptions options) =>
        [.. Endpoints(options).Select(endpoint => endpoint[UrlKey]).OfType<string>().Where(url => url.Length > 0)];

    private static IEnumerable<IConfigurationSection> Endpoints(KestrelServerOptions options) =>
        options.ConfigurationLoader?.Configuration.GetSection("Endpoints").GetChildren() ?? [];

    private static object? Hidden(KestrelServerOptions options, string property) =>
        typeof(KestrelServerOptions).GetProperty(property, Internal)?.GetValue(options);

    private static void Properties(string path, object set, object byDefault, List<string> refused)
    {
        foreach (PropertyInfo property in set.GetType().GetProperties(BindingFlags.Instance | BindingFlags.Public))
        {
            if (!Equals(property.GetValue(set), property.GetValue(byDefault)))
            {
                refused.Add($"KestrelServerOptions.{path}.{property.Name}: there is no such setting of a TCP nanoservice yet.");
            }
        }
    }
}
