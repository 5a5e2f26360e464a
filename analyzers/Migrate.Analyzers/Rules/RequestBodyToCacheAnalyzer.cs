using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Migrate.Analyzers.Catalog;

namespace Migrate.Analyzers.Rules;

/// <summary>NANO2007: reports a request body that goes to the cache unlooked-at.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class RequestBodyToCacheAnalyzer : PayloadFlowAnalyzer
{
    /// <summary>Makes it; the compiler does.</summary>
    public RequestBodyToCacheAnalyzer()
        : base(RuleDescriptors.RequestBodyToCache, SourceKind.RequestBody)
    {
    }
}
