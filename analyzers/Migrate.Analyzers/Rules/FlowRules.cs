using Migrate.Analyzers.Catalog;
using Migrate.Analyzers.Flows;

namespace Migrate.Analyzers.Rules;

/// <summary>Which rule speaks of which kind of flow, whatever its verdict.</summary>
public static class FlowRules
{
    /// <summary>The rule's id; null when no rule is about such a flow.</summary>
    public static string? IdOf(PayloadFlow flow)
    {
        bool isCached = flow.Sources.All(source => source.Api.Kind == SourceKind.Cache);
        if (isCached)
        {
            return flow.Sinks.Any(sink => sink.Api.IsResponse) ? RuleIds.CachedPayloadToResponse : null;
        }

        bool isBody = flow.Sources.All(source => source.Api.Kind == SourceKind.RequestBody);
        return isBody && flow.Sinks.Any(sink => sink.Api.Resource == ResourceKind.MemoryCache) ? RuleIds.RequestBodyToCache : null;
    }
}
