using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using Migrate.Analyzers;

namespace Migrate.Refactorings.Fixes;

/// <summary>The document that a fix changes, with what is known of it.</summary>
internal sealed class FixScope(SyntaxNode root, SourceText text, SemanticModel model, CancellationToken cancellation)
{
    public SyntaxNode Root { get; } = root;

    public SourceText Text { get; } = text;

    public SemanticModel Model { get; } = model;

    public CancellationToken Cancellation { get; } = cancellation;

    public bool Owns(SyntaxNode node) => node.SyntaxTree == Root.SyntaxTree;

    public bool Owns(Location location) => location.SourceTree == Root.SyntaxTree;

    /// <summary>Whether comments or directives would be lost with a piece of text.</summary>
    public bool HasCommentIn(TextSpan span)
        => Root.DescendantTrivia(span, descendIntoTrivia: true).Any(trivia => span.OverlapsWith(trivia.Span) && !IsWhitespace(trivia));

    /// <summary>How to name a run-time type at a position, so that no other type of that name is meant.</summary>
    public string TypeName(EditSet edits, string metadataName, int position)
    {
        string simple = metadataName.Substring(metadataName.LastIndexOf('.') + 1);
        ISymbol? runtime = Model.Compilation.GetTypeByMetadataName(metadataName);
        bool isTaken = Model.LookupSymbols(position, name: simple).Any(symbol => !SymbolEqualityComparer.Default.Equals(symbol, runtime));
        if (isTaken)
        {
            return "global::" + metadataName;
        }

        See(edits, metadataName, position);
        return simple;
    }

    /// <summary>Asks for a using directive unless the type is in sight already.</summary>
    public void See(EditSet edits, string metadataName, int position)
    {
        string simple = metadataName.Substring(metadataName.LastIndexOf('.') + 1);
        ISymbol? runtime = Model.Compilation.GetTypeByMetadataName(metadataName);
        if (!Model.LookupNamespacesAndTypes(position, name: simple).Any(symbol => SymbolEqualityComparer.Default.Equals(symbol, runtime)))
        {
            edits.Need(RuntimeTypeNames.NamespaceOf(metadataName));
        }
    }

    private static bool IsWhitespace(SyntaxTrivia trivia) => string.IsNullOrWhiteSpace(trivia.ToFullString());
}
