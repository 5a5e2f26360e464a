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
        CheckBodySwaps(flow);
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

    /// <summary>A swap in another endpoint's handler is that endpoint's own affair; one in a middleware is everybody's.</summary>
    private static void CheckBodySwaps(FlowTracker flow)
    {
        bool isResponse = flow.Sinks.Any(sink => sink.Api.IsResponse);
        bool isRequest = flow.Sources.Any(source => source.Api.Kind == SourceKind.RequestBody);
        HashSet<SyntaxNode> own = [.. flow.Sources.Select(source => source.Call.Syntax)
            .Concat(flow.Sinks.Select(sink => sink.Call.Syntax)).Select(FunctionSyntax.Enclosing)];
        foreach (BodySwap swap in flow.Context.BodySwaps(flow.Cancellation))
        {
            if ((swap.IsResponse ? isResponse : isRequest) && (!swap.IsInHandler || own.Contains(swap.Function)))
            {
                flow.End(FlowEndKind.Unreadable, $"'{Words.Source(swap.At)}' puts another stream in the body's place, which sees it", swap.At.GetLocation());
            }
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
