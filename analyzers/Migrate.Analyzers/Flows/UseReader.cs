using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Migrate.Analyzers.Catalog;

namespace Migrate.Analyzers.Flows;

/// <summary>
/// Reads what is done with a payload: climbs from an expression that holds it through what passes it on, up to what
/// takes it. What is not listed here is not understood, and says so.
/// </summary>
internal sealed class UseReader
{
    private readonly FlowTracker _flow;
    private readonly ArgumentReader _arguments;
    private readonly PatternReader _patterns;

    public UseReader(FlowTracker flow)
    {
        _flow = flow;
        _arguments = new ArgumentReader(flow);
        _patterns = new PatternReader(flow);
    }

    public void Read(IOperation value)
    {
        IOperation? current = value;
        while (current is not null)
        {
            current = Climb(current);
        }
    }

    /// <summary>One step up: what holds the payload next, or null when this way has ended.</summary>
    private IOperation? Climb(IOperation current)
        => current.Parent switch
        {
            IAwaitOperation up => up,
            IExpressionStatementOperation or INameOfOperation => null,
            IConversionOperation up => Convert(current, up),
            IVariableInitializerOperation up => Initialize(current, up),
            ISimpleAssignmentOperation up => Assign(current, up),
            ICoalesceAssignmentOperation up => CoalesceAssign(current, up),
            IConditionalOperation up => Merge(current, up, up.WhenTrue, up.WhenFalse),
            ICoalesceOperation up => Merge(current, up, up.Value, up.WhenNull),
            ISwitchExpressionArmOperation up => Arm(current, up),
            IConditionalAccessOperation up => Access(current, up),
            IPropertyReferenceOperation up => Property(current, up),
            IInvocationOperation up => Member(current, up),
            IArgumentOperation up => _arguments.Read(current, up),
            IReturnOperation { Kind: OperationKind.Return } up => Return(up),
            IArrayElementReferenceOperation up => Element(current, up),
            _ => Question(current),
        };

    /// <summary>Questions that need no byte: comparisons with null, patterns.</summary>
    private IOperation? Question(IOperation current)
    {
        switch (current.Parent)
        {
            case IBinaryOperation binary when IsNullComparison(current, binary):
            case IIsTypeOperation { TypeOperand: IArrayTypeSymbol }:
                break;
            case IIsPatternOperation question when question.Value == current:
                _patterns.Read(question.Pattern);
                break;
            case ISwitchExpressionOperation choice when choice.Value == current:
                _patterns.ReadArms(choice);
                break;
            case ISwitchOperation choice when choice.Value == current:
                _patterns.ReadCases(choice);
                break;
            default:
                UseEnds.Report(_flow, current);
                break;
        }

        return null;
    }

    private IOperation? Convert(IOperation current, IConversionOperation up)
    {
        if (NoLooks.IsByteArray(up.Type) || NoLooks.IsTask(up.Type))
        {
            return up;
        }

        if (NoLooks.IsByteView(up.Type) && up.Parent is IArgumentOperation)
        {
            return up;
        }

        bool onlyCompared = up.Parent is IBinaryOperation binary && IsNullComparison(up, binary);
        bool onlyGuarded = up.Parent is IArgumentOperation { Parent: IInvocationOperation guard } && NoLooks.IsNullGuard(guard.TargetMethod);
        if (!onlyCompared && !onlyGuarded)
        {
            UseEnds.ReportConversion(_flow, current, up);
        }

        return null;
    }

    private IOperation? Initialize(IOperation current, IVariableInitializerOperation up)
    {
        if (up.Parent is IVariableDeclaratorOperation declarator && CarrierReader.CanCarry(declarator.Symbol))
        {
            _flow.Step(current, $"it is kept in '{declarator.Symbol.Name}'");
            _flow.Carry(declarator.Symbol);
        }
        else
        {
            _flow.End(FlowEndKind.NotUnderstood, "it is kept in a variable that is not followed", current);
        }

        return null;
    }

    private IOperation? Assign(IOperation current, ISimpleAssignmentOperation up)
    {
        if (up.IsRef)
        {
            _flow.End(FlowEndKind.Escape, "a reference to its variable is made", up);
            return null;
        }

        if (up.Target == current)
        {
            _flow.Origins.Read(up.Value);
            return null;
        }

        return Put(up.Target, up);
    }

    private IOperation? CoalesceAssign(IOperation current, ICoalesceAssignmentOperation up)
    {
        if (up.Target != current)
        {
            return Put(up.Target, up);
        }

        _flow.Origins.Read(up.Value);
        return up;
    }

    private IOperation? Put(IOperation target, IOperation assignment)
    {
        switch (target)
        {
            case ILocalReferenceOperation local when CarrierReader.CanCarry(local.Local):
                _flow.Step(assignment, $"it is kept in '{local.Local.Name}'");
                _flow.Carry(local.Local);
                return assignment;
            case IParameterReferenceOperation parameter:
                _flow.Carry(parameter.Parameter);
                return assignment;
            case IDiscardOperation:
                return assignment;
            default:
                _flow.End(FlowEndKind.Escape, $"it is stored in '{Words.Source(target.Syntax)}'", assignment);
                return null;
        }
    }

    private IOperation? Merge(IOperation current, IOperation up, IOperation? left, IOperation? right)
    {
        if (current != left && current != right)
        {
            UseEnds.Report(_flow, current);
            return null;
        }

        _flow.Origins.Read(current == left ? right : left);
        return up;
    }

    private IOperation? Arm(IOperation current, ISwitchExpressionArmOperation up)
    {
        if (up.Value != current || up.Parent is not ISwitchExpressionOperation choice)
        {
            UseEnds.Report(_flow, current);
            return null;
        }

        foreach (ISwitchExpressionArmOperation other in choice.Arms.Where(arm => arm != up))
        {
            _flow.Origins.Read(other.Value);
        }

        return choice;
    }

    private IOperation? Access(IOperation current, IConditionalAccessOperation up)
    {
        if (up.WhenNotNull == current)
        {
            return up;
        }

        foreach (IConditionalAccessInstanceOperation instance in ConditionalAccess.Instances(up))
        {
            Read(instance);
        }

        return null;
    }

    private IOperation? Property(IOperation current, IPropertyReferenceOperation up)
    {
        if (up.Instance == current && NoLooks.IsTaskResult(up.Property))
        {
            return up;
        }

        if (up.Instance != current || !NoLooks.IsLength(up.Property))
        {
            UseEnds.Report(_flow, current);
        }

        return null;
    }

    private IOperation? Member(IOperation current, IInvocationOperation up)
    {
        if (up.Instance == current && NoLooks.IsTaskPassThrough(up.TargetMethod))
        {
            return up;
        }

        UseEnds.Report(_flow, current);
        return null;
    }

    private IOperation? Return(IReturnOperation up)
    {
        SyntaxNode function = FunctionSyntax.Enclosing(up.Syntax);
        if (function is not AnonymousFunctionExpressionSyntax
            && _flow.Context.References.Model(function.SyntaxTree).GetDeclaredSymbol(function, _flow.Cancellation) is IMethodSymbol method)
        {
            _flow.Carry(method);
        }
        else
        {
            UseEnds.ReportReturn(_flow, up, function);
        }

        return null;
    }

    private IOperation? Element(IOperation current, IArrayElementReferenceOperation up)
    {
        if (up.ArrayReference == current)
        {
            UseEnds.ReportElement(_flow, up);
        }
        else
        {
            UseEnds.Report(_flow, current);
        }

        return null;
    }

    private static bool IsNullComparison(IOperation current, IBinaryOperation up)
        => up.OperatorKind is BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals
            && up.OperatorMethod is null
            && IsNull(up.LeftOperand == current ? up.RightOperand : up.LeftOperand);

    private static bool IsNull(IOperation operand)
        => operand.ConstantValue is { HasValue: true, Value: null }
            || operand is IConversionOperation { OperatorMethod: null } conversion && IsNull(conversion.Operand);
}
