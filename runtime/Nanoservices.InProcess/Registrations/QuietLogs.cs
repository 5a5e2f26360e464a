using Microsoft.Extensions.Logging;

namespace Nanoservices.InProcess.Registrations;

/// <summary>The app's logs stay what they were: of our own only warnings show, unless the app's configuration says otherwise.</summary>
internal static class QuietLogs
{
    private const string Category = "Nanoservices";

    public static void Apply(LoggerFilterOptions options) =>
        // First, so that a rule of the app's for the same category outranks it.
        options.Rules.Insert(0, new LoggerFilterRule(providerName: null, Category, LogLevel.Warning, filter: null));
}
