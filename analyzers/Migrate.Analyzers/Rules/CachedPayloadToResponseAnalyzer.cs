using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Migrate.Analyzers.Catalog;

namespace Migrate.Analyzers.Rules;

/// <summary>NANO2001: reports a cached payload that goes to the response unlooked-at.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class CachedPayloadToResponseAnalyzer : PayloadFlowAnalyzer
{
    /// <summary>Makes it; the compiler does.</summary>
    public CachedPayloadToResponseAnalyzer()
        : base(RuleDescriptors.CachedPayloadToResponse, SourceKind.Cache)
    {
    }
}
