using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Migrate.Refactorings.Fixes;

/// <summary>Names the payload that takes a stream's place.</summary>
internal static class BodyNames
{
    private static readonly string[] Candidates = ["body", "requestBody", "payload", "bodyPayload"];

    /// <summary>The stream's own name where it says what is in it, else one that says so and is free.</summary>
    public static string Choose(string streamName, SyntaxNode block)
    {
        if (!SaysStream(streamName))
        {
            return streamName;
        }

        SyntaxNode scope = block.AncestorsAndSelf().FirstOrDefault(node => node is MemberDeclarationSyntax and not GlobalStatementSyntax)
            ?? block.SyntaxTree.GetRoot();
        HashSet<string> taken = [.. scope.DescendantTokens().Where(token => token.IsKind(SyntaxKind.IdentifierToken)).Select(token => token.ValueText)];
        return Candidates.FirstOrDefault(candidate => !taken.Contains(candidate)) ?? streamName;
    }

    /// <summary>Whether a name is assigned anywhere after its declaration.</summary>
    public static bool IsAssigned(string name, SyntaxNode block)
        => block.DescendantNodes().OfType<AssignmentExpressionSyntax>().Any(assignment => assignment.Left is IdentifierNameSyntax left && left.Identifier.ValueText == name);

    private static bool SaysStream(string name)
        => name.Length <= 2
            || name.IndexOf("stream", StringComparison.OrdinalIgnoreCase) >= 0
            || name.IndexOf("buffer", StringComparison.OrdinalIgnoreCase) >= 0
            || name.StartsWith("mem", StringComparison.OrdinalIgnoreCase);
}
