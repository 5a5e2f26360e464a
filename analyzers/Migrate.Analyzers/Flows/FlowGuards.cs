using Microsoft.CodeAnalysis;
using Migrate.Analyzers.Catalog;

namespace Migrate.Analyzers.Flows;

/// <summary>What could still see or change an otherwise opaque payload from beside its way.</summary>
internal static class FlowGuards
{
    public static void Check(FlowTracker flow)
    {
        CheckSources(flow);
        CheckSinks(flow);
        if (flow.Sinks.Any(sink => sink.Api.GivesResult))
        {
            foreach (FlowEnd look in flow.Context.ResultLooks(flow.Cancellation))
            {
                flow.End(look.Kind, look.What, look.Location);
            }
        }

        if (flow.Sources.Any(source => source.Api.Kind == SourceKind.Cache))
        {
            CacheAliases.Check(flow);
        }
    }

    private static void CheckSources(FlowTracker flow)
    {
        PayloadSource first = flow.Sources.First();
        foreach (PayloadSource other in flow.Sources.Where(source => source.Api.Kind != first.Api.Kind))
        {
            flow.End(FlowEndKind.Mixed, "a cached payload and a request's body meet in one variable", other.Call);
        }
    }

    private static void CheckSinks(FlowTracker flow)
    {
        if (flow.Sinks.Count < 2)
        {
            return;
        }

        foreach (PayloadSink sink in flow.Sinks.Where(sink => !sink.Api.HasHandleForm))
        {
            flow.End(FlowEndKind.NotUnderstood, $"it is used more than once, and {Words.Api(sink.Call)} has no form that takes a handle", sink.Call);
        }
    }
}
