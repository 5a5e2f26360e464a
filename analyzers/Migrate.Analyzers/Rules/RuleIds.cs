namespace Migrate.Analyzers.Rules;

/// <summary>Ids of the rules. An id is never used for another rule.</summary>
public static class RuleIds
{
    /// <summary>A cached payload goes to the response unlooked-at.</summary>
    public const string CachedPayloadToResponse = "NANO2001";

    /// <summary>A request's body goes to the cache unlooked-at.</summary>
    public const string RequestBodyToCache = "NANO2007";
}
