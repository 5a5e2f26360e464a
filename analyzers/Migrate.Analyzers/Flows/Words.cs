using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Migrate.Analyzers.Flows;

/// <summary>Names things for people.</summary>
internal static class Words
{
    public static string Api(IInvocationOperation call) => Api(call.TargetMethod);

    public static string Api(IMethodSymbol method) => $"{method.ContainingType?.Name}.{method.Name}";

    /// <summary>The start of an expression's text, on one line.</summary>
    public static string Source(SyntaxNode node)
    {
        const int Longest = 40;
        string text = string.Join(" ", node.ToString().Split(['\r', '\n', ' ', '\t'], StringSplitOptions.RemoveEmptyEntries));
        return text.Length <= Longest ? text : text.Substring(0, Longest) + "...";
    }
}
