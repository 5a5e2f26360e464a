using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Migrate.Analyzers.Flows;

/// <summary>
/// Finds code anywhere in a compilation that could tell a file result from another: filters that read its contents or
/// test its type, and controllers that override <c>File</c>. Such code makes every flow through a result object unknown.
/// </summary>
internal static class ResultLooks
{
    private static readonly string[] TypeNames =
        ["FileContentHttpResult", "IFileHttpResult", "IContentTypeHttpResult", "FileContentResult", "FileResult"];

    private static readonly string[] Identifiers = [.. TypeNames, "FileContents"];

    public static IEnumerable<FlowEnd> Find(ReferenceFinder references, Compilation compilation, CancellationToken cancellation)
    {
        IEnumerable<FlowEnd> looks = references.TreesWith(Identifiers, cancellation)
            .SelectMany(tree => tree.GetRoot(cancellation).DescendantNodes().OfType<SimpleNameSyntax>())
            .Where(name => Identifiers.Contains(name.Identifier.ValueText) && IsLook(name) && IsFrameworks(references, name, cancellation))
            .Select(name => new FlowEnd(FlowEndKind.Unreadable, $"'{Words.Source(name.Parent ?? name)}' elsewhere tells file results from others", name.GetLocation()));
        IEnumerable<FlowEnd> overrides = compilation.GetSymbolsWithName("File", SymbolFilter.Member, cancellation)
            .OfType<IMethodSymbol>()
            .Where(method => method.IsOverride)
            .Select(method => new FlowEnd(FlowEndKind.Unreadable, $"{method.ContainingType.Name} overrides File", method.Locations[0]));
        return looks.Concat(overrides);
    }

    /// <summary>A mention that asks for the type or reads the contents; not a return type, an attribute or a creation.</summary>
    private static bool IsLook(SimpleNameSyntax name)
    {
        if (name.Identifier.ValueText == "FileContents")
        {
            return name.Parent is MemberAccessExpressionSyntax or MemberBindingExpressionSyntax or NameColonSyntax or ExpressionColonSyntax;
        }

        foreach (SyntaxNode ancestor in name.Ancestors())
        {
            switch (ancestor)
            {
                case CastExpressionSyntax or BinaryExpressionSyntax or PatternSyntax or CaseSwitchLabelSyntax or SwitchExpressionArmSyntax:
                    return true;
                case TypeOfExpressionSyntax typeOf:
                    return !typeOf.Ancestors().OfType<AttributeSyntax>().Any();
                case TypeArgumentListSyntax { Parent: GenericNameSyntax { Parent: MemberAccessExpressionSyntax or MemberBindingExpressionSyntax or InvocationExpressionSyntax } }:
                    return true;
                case StatementSyntax or MemberDeclarationSyntax or ArgumentSyntax or AttributeSyntax or ParameterSyntax or ObjectCreationExpressionSyntax:
                    return false;
            }
        }

        return false;
    }

    private static bool IsFrameworks(ReferenceFinder references, SimpleNameSyntax name, CancellationToken cancellation)
        => references.Model(name.SyntaxTree).GetSymbolInfo(name, cancellation) is { Symbol: var symbol }
            && (symbol is null || symbol.ContainingNamespace?.ToDisplayString().StartsWith("Microsoft.AspNetCore.", StringComparison.Ordinal) == true);
}
