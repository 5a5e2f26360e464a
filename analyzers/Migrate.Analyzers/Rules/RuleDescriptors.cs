using Microsoft.CodeAnalysis;

namespace Migrate.Analyzers.Rules;

/// <summary>What each rule says of itself.</summary>
public static class RuleDescriptors
{
    private const string Category = "Nanoservices";

    /// <summary>NANO2001.</summary>
    public static readonly DiagnosticDescriptor CachedPayloadToResponse = new(
        RuleIds.CachedPayloadToResponse,
        "Cached payload goes to the response unlooked-at",
        "{0} brings a payload that goes to {1} unlooked-at; as a handle, its bytes need not pass through this process",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "Nobody looks at, writes to or keeps these bytes between the cache and the response. A handle can stand for them.",
        HelpLink(RuleIds.CachedPayloadToResponse));

    /// <summary>NANO2007.</summary>
    public static readonly DiagnosticDescriptor RequestBodyToCache = new(
        RuleIds.RequestBodyToCache,
        "Request body goes to the cache unlooked-at",
        "{0} reads a body that goes to {1} unlooked-at; as a handle, its bytes need not pass through this process",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "Nobody looks at, writes to or keeps these bytes between the request and the cache. A handle can stand for them.",
        HelpLink(RuleIds.RequestBodyToCache));

    /// <summary>A rule's page: its path in this repository and in the package.</summary>
    private static string HelpLink(string id) => $"docs/rules/{id}.md";
}
