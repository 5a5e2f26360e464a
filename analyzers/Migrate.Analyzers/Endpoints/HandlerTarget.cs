using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Migrate.Analyzers.Endpoints;

/// <summary>The code behind a handler argument.</summary>
/// <param name="Method">The method or the lambda's symbol.</param>
/// <param name="Body">Its declaration; null where it has none here.</param>
internal readonly record struct HandlerTarget(IMethodSymbol Method, SyntaxNode? Body)
{
    public static HandlerTarget? Of(IOperation? value, CancellationToken cancellation)
        => value switch
        {
            IDelegateCreationOperation creation => Of(creation.Target, cancellation),
            IConversionOperation conversion => Of(conversion.Operand, cancellation),
            IAnonymousFunctionOperation lambda => new HandlerTarget(lambda.Symbol, lambda.Syntax),
            IMethodReferenceOperation reference => new HandlerTarget(reference.Method, Declaration(reference.Method, cancellation)),
            ILocalReferenceOperation local => Of(Initializer(local, cancellation), cancellation),
            _ => null,
        };

    private static SyntaxNode? Declaration(IMethodSymbol method, CancellationToken cancellation)
        => method.OriginalDefinition.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellation);

    private static IOperation? Initializer(ILocalReferenceOperation local, CancellationToken cancellation)
        => Initializer(local.Local, cancellation) is { } value ? local.SemanticModel?.GetOperation(value, cancellation) : null;

    private static ExpressionSyntax? Initializer(ILocalSymbol local, CancellationToken cancellation)
        => (local.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellation) as VariableDeclaratorSyntax)?.Initializer?.Value;
}
