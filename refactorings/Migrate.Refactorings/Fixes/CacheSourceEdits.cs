using Microsoft.CodeAnalysis.CSharp.Syntax;
using Migrate.Analyzers;
using Migrate.Analyzers.Flows;

namespace Migrate.Refactorings.Fixes;

/// <summary><c>cache.GetAsync(...)</c> becomes <c>cache.GetPayloadAsync(...)</c>; arguments stay.</summary>
internal static class CacheSourceEdits
{
    public static void Add(EditSet edits, PayloadSource source, FixScope scope)
    {
        SimpleNameSyntax? name = source.Call.Syntax is InvocationExpressionSyntax call ? CallNames.Of(call) : null;
        string? handleForm = name?.Identifier.ValueText switch
        {
            "Get" => RuntimeTypeNames.GetPayload,
            "GetAsync" => RuntimeTypeNames.GetPayloadAsync,
            _ => null,
        };
        if (name is null || handleForm is null)
        {
            edits.Fail();
            return;
        }

        edits.Replace(name.Span, handleForm);
        scope.See(edits, RuntimeTypeNames.DistributedCachePayloadExtensions, name.SpanStart);
    }
}
