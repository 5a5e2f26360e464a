using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Migrate.Analyzers.Catalog;

namespace Migrate.Analyzers.Flows;

/// <summary>Checks that what is put into a carrier is a payload that is known, or nothing at all.</summary>
internal sealed class OriginReader(FlowTracker flow)
{
    public void Read(IOperation? value)
    {
        switch (value)
        {
            case null:
            case IThrowOperation:
            case IDefaultValueOperation:
            case { ConstantValue: { HasValue: true, Value: null } }:
                break;
            case IConversionOperation { OperatorMethod: null } conversion:
                Read(conversion.Operand);
                break;
            case IAwaitOperation wait:
                Read(wait.Operation);
                break;
            case ILocalReferenceOperation local:
                flow.Carry(local.Local);
                break;
            case IParameterReferenceOperation parameter:
                flow.Carry(parameter.Parameter);
                break;
            case IInvocationOperation call:
                ReadCall(call);
                break;
            case IPropertyReferenceOperation property when NoLooks.IsTaskResult(property.Property):
                Read(property.Instance);
                break;
            default:
                ReadParts(value);
                break;
        }
    }

    private void ReadCall(IInvocationOperation call)
    {
        if (flow.Context.Catalog.TryGetSource(call, out SourceApi? api) && api.Kind == SourceKind.Cache)
        {
            flow.AddSource(api, call);
        }
        else if (NoLooks.IsTaskPassThrough(call.TargetMethod))
        {
            Read(call.Instance);
        }
        else if (IsBufferArray(call) && flow.AddBufferSource(call))
        {
            return;
        }
        else if (HelperMethods.IsHelper(call.TargetMethod))
        {
            flow.Carry(call.TargetMethod);
        }
        else
        {
            flow.End(FlowEndKind.Mixed, $"it is mixed with what {Words.Api(call)} gives", call);
        }
    }

    private bool IsBufferArray(IInvocationOperation call)
        => call.TargetMethod.Name == "ToArray"
            && SymbolEqualityComparer.Default.Equals(call.TargetMethod.ContainingType, flow.Context.Catalog.MemoryStream);

    private void ReadParts(IOperation value)
    {
        switch (value)
        {
            case IConditionalOperation conditional:
                Read(conditional.WhenTrue);
                Read(conditional.WhenFalse);
                break;
            case ICoalesceOperation coalesce:
                Read(coalesce.Value);
                Read(coalesce.WhenNull);
                break;
            case ISwitchExpressionOperation choice:
                foreach (ISwitchExpressionArmOperation arm in choice.Arms)
                {
                    Read(arm.Value);
                }

                break;
            case ISimpleAssignmentOperation { IsRef: false } assignment:
                Read(assignment.Value);
                break;
            case IConditionalAccessOperation access:
                Read(access.WhenNotNull);
                break;
            default:
                flow.End(FlowEndKind.Mixed, $"it is mixed with '{Words.Source(value.Syntax)}'", value);
                break;
        }
    }
}
