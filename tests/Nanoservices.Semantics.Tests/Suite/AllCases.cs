using Nanoservices.Semantics.Tests.Cases;

namespace Nanoservices.Semantics.Tests.Suite;

/// <summary>The suite's table of contents.</summary>
public static class AllCases
{
    private static readonly Dictionary<string, SemanticsCase> ByName = Sources().ToDictionary(c => c.ToString());

    public static IEnumerable<string> Names => ByName.Keys;

    public static SemanticsCase Find(string name) => ByName[name];

    private static IEnumerable<SemanticsCase> Sources() =>
    [
        .. CacheCases.All(),
        .. AliasingCases.All(),
        .. LifetimeCases.All(),
        .. FileCases.All(),
        .. StaticCases.All(),
        .. UpstreamCases.All(),
        .. OrderCases.All(),
        .. StartedCases.All(),
        .. CallbackCases.All(),
        .. WriterCases.All(),
        .. CompletionCases.All(),
        .. TrailerCases.All(),
        .. LengthCases.All(),
        .. BodilessCases.All(),
        .. FailureCases.All(),
        .. GoneCases.All(),
        .. SlowCases.All(),
        .. RequestCases.All(),
        .. RequestBodyCases.All(),
        .. MalformedCases.All(),
    ];
}
