using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Migrate.Analyzers.Rules;

namespace Migrate.Refactorings.Fixes;

/// <summary>Fix of NANO2007.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(RequestBodyToCacheFixer))]
[Shared]
public sealed class RequestBodyToCacheFixer : PayloadFlowFixer
{
    /// <summary>Makes it; the host does.</summary>
    public RequestBodyToCacheFixer()
        : base(RuleIds.RequestBodyToCache, "Store the request's body by its handle")
    {
    }
}
