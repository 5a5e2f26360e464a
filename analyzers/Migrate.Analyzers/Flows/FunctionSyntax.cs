using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Migrate.Analyzers.Flows;

/// <summary>Finds the function that a piece of source belongs to.</summary>
internal static class FunctionSyntax
{
    /// <summary>The nearest lambda, local function, member, or the compilation unit for top-level statements.</summary>
    public static SyntaxNode Enclosing(SyntaxNode node)
        => node.Ancestors().FirstOrDefault(IsFunction) ?? node.SyntaxTree.GetRoot();

    public static bool IsFunction(SyntaxNode node)
        => node is AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax or BaseMethodDeclarationSyntax
            or AccessorDeclarationSyntax or BasePropertyDeclarationSyntax or BaseFieldDeclarationSyntax or TypeDeclarationSyntax;

    /// <summary>The member, or the top-level program, around a function.</summary>
    public static SyntaxNode EnclosingMember(SyntaxNode node)
        => node.AncestorsAndSelf().FirstOrDefault(n => n is MemberDeclarationSyntax and not GlobalStatementSyntax)
            ?? node.SyntaxTree.GetRoot();

    /// <summary>Whether a function gives out its values one by one.</summary>
    public static bool IsIterator(SyntaxNode function)
        => OwnNodes(function).Any(node => node.IsKind(SyntaxKind.YieldReturnStatement) || node.IsKind(SyntaxKind.YieldBreakStatement));

    /// <summary>A function's nodes without those of functions nested in it.</summary>
    public static IEnumerable<SyntaxNode> OwnNodes(SyntaxNode function)
        => function.DescendantNodes(node => node == function || !IsFunction(node));
}
