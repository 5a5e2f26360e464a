using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Migrate.Analyzers.Flows;

/// <summary>Finds where the source of one compilation names a symbol. Safe to share between threads.</summary>
internal sealed class ReferenceFinder(Compilation compilation)
{
    // Trees outlive compilations: an edit makes a new compilation but only one new tree.
    private static readonly ConditionalWeakTable<SyntaxTree, HashSet<string>> NamesByTree = new();

    private readonly ConcurrentDictionary<SyntaxTree, SemanticModel> _models = new();

    public SemanticModel Model(SyntaxTree tree) => _models.GetOrAdd(tree, key => compilation.GetSemanticModel(key));

    /// <summary>Names within one piece of source that are, or may be, the symbol.</summary>
    public IEnumerable<SimpleNameSyntax> In(SyntaxNode scope, ISymbol symbol, CancellationToken cancellation)
    {
        SemanticModel model = Model(scope.SyntaxTree);
        return Named(scope, symbol.Name).Where(name => MayBe(model.GetSymbolInfo(name, cancellation), symbol));
    }

    /// <summary>Names that are, or may be, the method, wherever it can be seen.</summary>
    public IEnumerable<SimpleNameSyntax> Of(IMethodSymbol method, CancellationToken cancellation)
        => Scopes(method, cancellation).SelectMany(scope => In(scope, method, cancellation));

    /// <summary>Trees in which one of the identifiers occurs.</summary>
    public IEnumerable<SyntaxTree> TreesWith(IReadOnlyList<string> identifiers, CancellationToken cancellation)
        => compilation.SyntaxTrees.Where(tree => identifiers.Any(Names(tree, cancellation).Contains));

    public static ISymbol Definition(ISymbol symbol)
        => symbol is IMethodSymbol method ? (method.ReducedFrom ?? method).OriginalDefinition : symbol.OriginalDefinition;

    public static IEnumerable<SimpleNameSyntax> Named(SyntaxNode scope, string name)
        => scope.DescendantNodes().OfType<SimpleNameSyntax>().Where(node => node.Identifier.ValueText == name && node.Parent is not NameColonSyntax);

    private IEnumerable<SyntaxNode> Scopes(IMethodSymbol method, CancellationToken cancellation)
    {
        if (method.MethodKind == MethodKind.LocalFunction)
        {
            return method.DeclaringSyntaxReferences.Select(reference => FunctionSyntax.EnclosingMember(reference.GetSyntax(cancellation)));
        }

        if (method.DeclaredAccessibility == Accessibility.Private)
        {
            // Types nested in it see it too; they are part of its declaration.
            return method.ContainingType.DeclaringSyntaxReferences.Select(reference => reference.GetSyntax(cancellation));
        }

        return TreesWith([method.Name], cancellation).Select(tree => tree.GetRoot(cancellation));
    }

    private static bool MayBe(SymbolInfo info, ISymbol symbol)
        => info.Symbol is { } bound
            ? SymbolEqualityComparer.Default.Equals(Definition(bound), Definition(symbol))
            : info.CandidateSymbols.Any(candidate => SymbolEqualityComparer.Default.Equals(Definition(candidate), Definition(symbol)));

    private static HashSet<string> Names(SyntaxTree tree, CancellationToken cancellation)
        => NamesByTree.GetValue(tree, key => new HashSet<string>(
            key.GetRoot(cancellation).DescendantNodes().OfType<SimpleNameSyntax>().Select(name => name.Identifier.ValueText)));
}
