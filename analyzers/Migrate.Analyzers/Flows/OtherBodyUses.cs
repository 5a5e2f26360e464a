using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Migrate.Analyzers.Flows;

/// <summary>
/// Checks that nothing else in the handler reads the request's body, or gets the request or its context to read it with.
/// </summary>
internal static class OtherBodyUses
{
    private const int MaximumDepth = 4;

    /// <summary>Whether the copy is the body's only use; the reason is reported where it is not.</summary>
    public static bool Check(FlowTracker flow, IInvocationOperation copy)
        => Check(flow, FunctionSyntax.Enclosing(copy.Syntax), copy.Syntax, MaximumDepth);

    private static bool Check(FlowTracker flow, SyntaxNode function, SyntaxNode? copy, int depth)
    {
        SemanticModel model = flow.Context.References.Model(function.SyntaxTree);
        bool isClean = true;
        foreach (ExpressionSyntax expression in function.DescendantNodes().OfType<ExpressionSyntax>())
        {
            switch (model.GetOperation(expression, flow.Cancellation))
            {
                case IPropertyReferenceOperation property when IsBody(flow, property.Property) && property.Syntax.Parent?.Parent != copy:
                    isClean = End(flow, FlowEndKind.Look, $"the request's {property.Property.Name} is used here too", expression);
                    break;
                case { } reference when IsRequest(flow, reference.Type) && !IsOnlyAsked(reference):
                    isClean = End(flow, FlowEndKind.Unreadable, $"'{Words.Source(expression)}' is handed on, and its body with it", expression);
                    break;
                case IInvocationOperation call when IsReader(flow, call):
                    isClean = End(flow, FlowEndKind.Look, $"{Words.Api(call)} reads the request's body", expression);
                    break;
                case IInvocationOperation call:
                    isClean &= CheckCallee(flow, call, depth);
                    break;
            }
        }

        return isClean;
    }

    /// <summary>A controller's own methods, and local functions, see the request without being given it.</summary>
    private static bool CheckCallee(FlowTracker flow, IInvocationOperation call, int depth)
    {
        bool isOwn = call.TargetMethod.MethodKind == MethodKind.LocalFunction
            || (call.Instance is IInstanceReferenceOperation && !IsFramework(call.TargetMethod));
        if (!isOwn)
        {
            return true;
        }

        if (depth == 0 || call.TargetMethod.OriginalDefinition.DeclaringSyntaxReferences.FirstOrDefault() is not { } declaration)
        {
            return End(flow, FlowEndKind.Unreadable, $"{Words.Api(call)} may read the request's body", call.Syntax);
        }

        return call.TargetMethod is { IsVirtual: false, IsAbstract: false, IsOverride: false }
            ? Check(flow, declaration.GetSyntax(flow.Cancellation), null, depth - 1)
            : End(flow, FlowEndKind.Unreadable, $"{Words.Api(call)} may be overridden to read the request's body", call.Syntax);
    }

    private static bool IsFramework(IMethodSymbol method) => method.ContainingNamespace?.ToDisplayString().StartsWith("Microsoft.AspNetCore.", StringComparison.Ordinal) == true;

    private static bool IsBody(FlowTracker flow, IPropertySymbol property)
        => property.Name is "Body" or "BodyReader" or "Form"
            && SymbolEqualityComparer.Default.Equals(property.ContainingType, flow.Context.Catalog.HttpRequest);

    private static bool IsReader(FlowTracker flow, IInvocationOperation call)
        => (call.TargetMethod.Name == "ReadFormAsync" && SymbolEqualityComparer.Default.Equals(call.TargetMethod.ContainingType, flow.Context.Catalog.HttpRequest))
            || (call.TargetMethod.Name.StartsWith("TryUpdateModel", StringComparison.Ordinal)
                && SymbolEqualityComparer.Default.Equals(call.TargetMethod.ContainingType, flow.Context.Catalog.ControllerBase));

    private static bool IsRequest(FlowTracker flow, ITypeSymbol? type)
        => type is not null
            && (SymbolEqualityComparer.Default.Equals(type, flow.Context.Catalog.HttpRequest)
                || SymbolEqualityComparer.Default.Equals(type, flow.Context.Catalog.HttpContext));

    /// <summary>Only its members are read; what they give is judged by itself.</summary>
    private static bool IsOnlyAsked(IOperation reference)
        => reference.Parent is IMemberReferenceOperation or IExpressionStatementOperation
            || (reference.Parent is IInvocationOperation call && call.Instance == reference);

    private static bool End(FlowTracker flow, FlowEndKind kind, string what, SyntaxNode at)
    {
        flow.End(kind, what, at.GetLocation());
        return false;
    }
}
