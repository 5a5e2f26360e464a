using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Migrate.Analyzers.Catalog;

namespace Migrate.Analyzers.Flows;

/// <summary>
/// A cache in memory hands out the array that it was given, and the same one each time. So another array that the same
/// function gets from or puts into a cache may be this payload under another name: it must not be written to, and not
/// be given to who may write.
/// </summary>
internal static class CacheAliases
{
    public static void Check(FlowTracker flow)
    {
        HashSet<SyntaxNode> functions = [.. flow.Sources.Select(source => FunctionSyntax.Enclosing(source.Call.Syntax))];
        HashSet<SyntaxNode> known = [.. flow.Sources.Select(source => source.Call.Syntax), .. flow.Sinks.Select(sink => sink.Argument.Syntax)];
        foreach (SyntaxNode function in functions)
        {
            SemanticModel model = flow.Context.References.Model(function.SyntaxTree);
            foreach (InvocationExpressionSyntax syntax in function.DescendantNodes().OfType<InvocationExpressionSyntax>())
            {
                if (model.GetOperation(syntax, flow.Cancellation) is IInvocationOperation call && !known.Contains(syntax))
                {
                    CheckOtherSource(flow, call);
                    CheckOtherValue(flow, call, known, function);
                }
            }
        }
    }

    private static void CheckOtherSource(FlowTracker flow, IInvocationOperation call)
    {
        if (flow.Context.Catalog.TryGetSource(call, out SourceApi? api) && api.Kind == SourceKind.Cache)
        {
            PayloadFlow other = new FlowTracker(flow.Context, flow.Cancellation).FollowAlone(api, call);
            FlowEnd? end = other.Ends.FirstOrDefault(candidate => candidate.Kind is not (FlowEndKind.Look or FlowEndKind.HeadLook));
            if (end is not null)
            {
                flow.End(FlowEndKind.Unreadable, $"the cache may hand out the same array twice, and the other may change ({end.What})", end.Location);
            }
        }
    }

    private static void CheckOtherValue(FlowTracker flow, IInvocationOperation call, HashSet<SyntaxNode> known, SyntaxNode function)
    {
        foreach (IArgumentOperation argument in call.Arguments.Where(argument => !known.Contains(argument.Syntax)))
        {
            if (flow.Context.Catalog.TryGetSink(call, argument, out SinkApi? sink)
                && sink.Resource == ResourceKind.MemoryCache
                && argument.Value is ILocalReferenceOperation local
                && IsWritten(flow, local.Local, function))
            {
                flow.End(FlowEndKind.Unreadable, $"the cache may hand out '{local.Local.Name}' as it is, and it is written to here", argument);
            }
        }
    }

    private static bool IsWritten(FlowTracker flow, ILocalSymbol local, SyntaxNode function)
    {
        SemanticModel model = flow.Context.References.Model(function.SyntaxTree);
        return flow.Context.References.In(function, local, flow.Cancellation)
            .Any(name => model.GetOperation(name, flow.Cancellation)?.Parent is IArrayElementReferenceOperation { Parent: IAssignmentOperation or IIncrementOrDecrementOperation });
    }
}
