using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Migrate.Analyzers.Rules;

namespace Migrate.Refactorings.Fixes;

/// <summary>Fix of NANO2001.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(CachedPayloadToResponseFixer))]
[Shared]
public sealed class CachedPayloadToResponseFixer : PayloadFlowFixer
{
    /// <summary>Makes it; the host does.</summary>
    public CachedPayloadToResponseFixer()
        : base(RuleIds.CachedPayloadToResponse, "Send the cached payload by its handle")
    {
    }
}
