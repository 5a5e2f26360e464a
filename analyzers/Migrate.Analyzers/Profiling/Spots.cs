using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Migrate.Analyzers.Catalog;

namespace Migrate.Analyzers.Profiling;

/// <summary>Turns compiler objects into plain values.</summary>
internal static class Spots
{
    public static SourceSpot Of(Location location)
    {
        FileLinePositionSpan span = location.GetLineSpan();
        return new SourceSpot(span.Path, span.StartLinePosition.Line + 1, span.StartLinePosition.Character + 1);
    }

    public static ApiUse Use(IInvocationOperation call, ResourceKind resource)
        => new($"{call.TargetMethod.ContainingType.Name}.{call.TargetMethod.Name}", resource, Of(call.Syntax.GetLocation()));
}
