using Microsoft.CodeAnalysis;
using Migrate.Analyzers.Catalog;
using Migrate.Analyzers.Flows;

namespace Migrate.Refactorings.Fixes;

/// <summary>Turns an opaque flow into the edits that make a handle of its payload.</summary>
internal static class FlowEdits
{
    /// <summary>The edits; null when the flow's code is not of a shape that can be changed in this document alone.</summary>
    public static EditSet? Of(PayloadFlow flow, FixScope scope)
    {
        if (flow.Verdict != FlowVerdict.Opaque
            || !RuntimeTypes.ArePresent(scope.Model.Compilation, flow)
            || !flow.Sinks.All(sink => sink.Api.HasHandleForm)
            || !IsWithin(flow, scope))
        {
            return null;
        }

        EditSet edits = new();
        HashSet<ISymbol> absorbed = new(SymbolEqualityComparer.Default);
        foreach (PayloadSource source in flow.Sources)
        {
            if (source.Api.Kind == SourceKind.Cache)
            {
                CacheSourceEdits.Add(edits, source, scope);
            }
            else
            {
                BodyBufferEdits.Add(edits, source, flow, scope, absorbed);
            }
        }

        foreach (ISymbol carrier in flow.Carriers.Where(carrier => !absorbed.Contains(carrier)))
        {
            CarrierEdits.Add(edits, carrier, flow, scope);
        }

        foreach (PayloadSink sink in flow.Sinks)
        {
            SinkEdits.Add(edits, sink, scope);
        }

        return edits.IsValid ? edits : null;
    }

    private static bool IsWithin(PayloadFlow flow, FixScope scope)
        => flow.Sources.All(source => scope.Owns(source.Call.Syntax))
            && flow.Sinks.All(sink => scope.Owns(sink.Call.Syntax))
            && flow.Carriers.All(carrier => carrier.Locations.All(scope.Owns))
            && flow.Steps.All(step => scope.Owns(step.Location));
}
