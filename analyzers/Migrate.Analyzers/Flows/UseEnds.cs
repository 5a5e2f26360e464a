using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Migrate.Analyzers.Endpoints;

namespace Migrate.Analyzers.Flows;

/// <summary>Says why a payload is not opaque where a use of it ends the way.</summary>
internal static class UseEnds
{
    private const int HeadBytes = 64;

    public static void Report(FlowTracker flow, IOperation current)
    {
        IOperation at = current.Parent ?? current;
        (FlowEndKind kind, string what) = at switch
        {
            IForEachLoopOperation => (FlowEndKind.Look, "it is enumerated"),
            IInterpolationOperation => (FlowEndKind.Look, "it is formatted as text"),
            IBinaryOperation => (FlowEndKind.Look, "it is compared"),
            IInvocationOperation call => (FlowEndKind.Look, $"its member {call.TargetMethod.Name} is called"),
            IPropertyReferenceOperation property => (FlowEndKind.Look, $"its member {property.Property.Name} is read"),
            IReturnOperation => (FlowEndKind.Escape, "it is given out one by one"),
            IArrayInitializerOperation or IObjectOrCollectionInitializerOperation or ITupleOperation or IAnonymousObjectCreationOperation
                => (FlowEndKind.Escape, "it is put into a collection or an object"),
            IFieldInitializerOperation or IPropertyInitializerOperation => (FlowEndKind.Escape, "it is stored in a member"),
            IInvalidOperation => (FlowEndKind.NotUnderstood, "the code around it does not compile"),
            _ => (FlowEndKind.NotUnderstood, $"'{Words.Source(at.Syntax)}' is not understood"),
        };
        flow.End(kind, what, at);
    }

    public static void ReportConversion(FlowTracker flow, IOperation current, IConversionOperation conversion)
    {
        if (conversion.Parent is IForEachLoopOperation)
        {
            flow.End(FlowEndKind.Look, "it is enumerated", conversion);
        }
        else if (conversion.Parent is IInterpolationOperation)
        {
            flow.End(FlowEndKind.Look, "it is formatted as text", conversion);
        }
        else if (conversion.Parent is IArgumentOperation { Parent: IInvocationOperation call })
        {
            ArgumentReader.ReportCallee(flow, call.TargetMethod, current);
        }
        else
        {
            flow.End(FlowEndKind.Escape, $"it is converted to {conversion.Type?.ToDisplayString() ?? "another type"}", current);
        }
    }

    public static void ReportElement(FlowTracker flow, IArrayElementReferenceOperation element)
    {
        if (IsWritten(element))
        {
            flow.End(FlowEndKind.Write, "one of its bytes is written", element);
        }
        else if (element.Indices.All(index => index.ConstantValue is { HasValue: true, Value: int and >= 0 and < HeadBytes }))
        {
            flow.End(FlowEndKind.HeadLook, "one of its first bytes is read", element);
        }
        else
        {
            flow.End(FlowEndKind.Look, "it is indexed", element);
        }
    }

    public static void ReportReturn(FlowTracker flow, IReturnOperation up, SyntaxNode function)
    {
        bool isEndpoint = function is AnonymousFunctionExpressionSyntax
            && flow.Context.References.Model(function.SyntaxTree).GetOperation(function, flow.Cancellation) is { } lambda
            && MapCalls.IsMapped(lambda);
        flow.End(
            isEndpoint ? FlowEndKind.Look : FlowEndKind.Escape,
            isEndpoint ? "the endpoint returns it as an object, which is serialised" : "it is returned to code that is not followed",
            up);
    }

    /// <summary>Everything but a plain read: assignments, increments, references, addresses.</summary>
    private static bool IsWritten(IArrayElementReferenceOperation element)
        => element.Parent switch
        {
            IAssignmentOperation assignment => assignment.Target == element || assignment is ISimpleAssignmentOperation { IsRef: true },
            IIncrementOrDecrementOperation or IAddressOfOperation => true,
            IArgumentOperation argument => argument.Parameter is { RefKind: not RefKind.None },
            IVariableInitializerOperation { Parent: IVariableDeclaratorOperation declarator } => declarator.Symbol.IsRef,
            IConversionOperation or IBinaryOperation or IConditionalOperation or IInterpolationOperation => false,
            IReturnOperation or IIsPatternOperation or ISwitchOperation or ISwitchExpressionOperation => false,
            _ => true,
        };
}
