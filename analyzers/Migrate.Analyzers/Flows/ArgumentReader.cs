using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Migrate.Analyzers.Catalog;

namespace Migrate.Analyzers.Flows;

/// <summary>Reads what becomes of a payload that is given to a call.</summary>
internal sealed class ArgumentReader(FlowTracker flow)
{
    private readonly TaskUse _tasks = new(flow);

    /// <summary>What holds the payload after the call, or null when its way has ended.</summary>
    public IOperation? Read(IOperation current, IArgumentOperation argument)
    {
        switch (argument.Parent)
        {
            case IInvocationOperation call:
                return ReadCall(current, argument, call);
            case IObjectCreationOperation { Arguments.Length: 1 } view when NoLooks.IsByteView(view.Type):
                return view;
            case IObjectCreationOperation { Constructor: { } constructor }:
                ReportCallee(flow, constructor, current);
                return null;
            default:
                UseEnds.Report(flow, argument);
                return null;
        }
    }

    /// <summary>A callee that is not followed: its look is named where it is known.</summary>
    public static void ReportCallee(FlowTracker flow, IMethodSymbol callee, IOperation at)
    {
        if (NamePrefix.Look(callee.ContainingType) is { } look)
        {
            flow.End(look.MayWrite ? FlowEndKind.Write : FlowEndKind.Look, $"it is {look.Verb} by {Words.Api(callee)}", at);
        }
        else if (SymbolEqualityComparer.Default.Equals(callee.ContainingAssembly, flow.Context.Assembly))
        {
            flow.End(FlowEndKind.Unreadable, $"it is given to {Words.Api(callee)}, which is not a private method", at);
        }
        else
        {
            flow.End(FlowEndKind.Unreadable, $"it is given to {Words.Api(callee)}, which can't be read", at);
        }
    }

    private IOperation? ReadCall(IOperation current, IArgumentOperation argument, IInvocationOperation call)
    {
        if (flow.Context.Catalog.TryGetSink(call, argument, out SinkApi? sink))
        {
            ReadSink(sink, call, argument);
        }
        else if (NoLooks.IsAsMemory(call.TargetMethod))
        {
            return call;
        }
        else if (argument.Parameter is { RefKind: RefKind.None, IsParams: false } parameter
            && NoLooks.IsByteArray(parameter.Type)
            && HelperMethods.IsHelper(call.TargetMethod))
        {
            CheckTask(call);
            flow.Step(argument, $"it is given to {Words.Api(call)}");
            flow.Carry(parameter);
        }
        else if (!NoLooks.IsNullGuard(call.TargetMethod))
        {
            ReportCallee(flow, call.TargetMethod, current);
        }

        return null;
    }

    private void CheckTask(IInvocationOperation call)
    {
        if (!_tasks.EndsInTime(call))
        {
            flow.End(FlowEndKind.NotUnderstood, $"{Words.Api(call)} is not awaited", call);
        }
    }

    private void ReadSink(SinkApi sink, IInvocationOperation call, IArgumentOperation argument)
    {
        if (!WholePayload.IsTaken(call, argument))
        {
            flow.End(FlowEndKind.NotUnderstood, $"only a part of it may be given to {Words.Api(call)}", argument);
            return;
        }

        CheckTask(call);
        flow.AddSink(sink, call, argument);
        if (sink.GivesResult)
        {
            flow.Results.Read(call);
        }
    }
}
