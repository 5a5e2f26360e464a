using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Migrate.Cli.Converting.Sources;

/// <summary>A place where an app builds its host.</summary>
/// <param name="Kind">What it looks like.</param>
/// <param name="Call">The call: of <c>Build</c>, <c>Create</c> or <c>ConfigureWebHostDefaults</c>.</param>
internal sealed record HostSite(HostSiteKind Kind, InvocationExpressionSyntax Call);
