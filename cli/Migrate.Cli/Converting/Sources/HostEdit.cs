using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Migrate.Cli.Converting.Sources;

/// <summary>Writes the call of <c>UseNanoservices</c> at a place where an app builds its host.</summary>
internal static class HostEdit
{
    private const string Call = RuntimeNames.Extension + "();";

    /// <summary>The edit.</summary>
    /// <param name="site">The place.</param>
    /// <param name="text">Text of its file.</param>
    /// <param name="newline">Newline of the file.</param>
    /// <returns>Changes of the text; <see langword="null"/> when the code around the place leaves no room for a statement.</returns>
    internal static IReadOnlyList<TextChange>? Changes(HostSite site, SourceText text, string newline)
    {
        var access = (MemberAccessExpressionSyntax)site.Call.Expression;
        return site.Kind switch
        {
            HostSiteKind.NamedBuilder => Before(site.Call, text, newline, [$"{access.Expression.WithoutTrivia()}.WebHost.{Call}"]),
            HostSiteKind.NamelessBuilder => NameBuilder(site.Call, access, text, newline),
            HostSiteKind.WebHost => [Insert(access.OperatorToken.SpanStart, $".{RuntimeNames.Extension}()")],
            _ => InLambda(HostSiteFinder.Lambda(site.Call)!, text, newline),
        };
    }

    private static IReadOnlyList<TextChange>? NameBuilder(
        InvocationExpressionSyntax call, MemberAccessExpressionSyntax access, SourceText text, string newline)
    {
        string name = FreeName(call);
        bool isCreate = access.Name.Identifier.ValueText == "Create";
        string made = isCreate
            ? $"{access.Expression}.CreateBuilder{call.ArgumentList}"
            : access.Expression.ToString();
        IReadOnlyList<TextChange>? before = Before(
            call, text, newline, [$"var {name} = {made};", $"{name}.WebHost.{Call}"]);
        TextSpan replaced = isCreate ? call.Span : access.Expression.Span;
        return before is null ? null : [.. before, new TextChange(replaced, isCreate ? $"{name}.Build()" : name)];
    }

    private static IReadOnlyList<TextChange>? Before(CSharpSyntaxNode call, SourceText text, string newline, string[] statements)
    {
        StatementSyntax? statement = call.AncestorsAndSelf()
            .TakeWhile(node => node is not (AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax or (MemberDeclarationSyntax and not GlobalStatementSyntax)))
            .OfType<StatementSyntax>()
            .FirstOrDefault(node => node.Parent is BlockSyntax or GlobalStatementSyntax or SwitchSectionSyntax);
        if (statement is null)
        {
            return null;
        }

        int start = statement.SpanStart;
        TextLine line = text.Lines.GetLineFromPosition(start);
        string indent = text.ToString(TextSpan.FromBounds(line.Start, start));
        if (!string.IsNullOrWhiteSpace(indent))
        {
            return [Insert(start, string.Concat(statements.Select(each => each + " ")))];
        }

        int at = LeadingComments.Start(statement.GetFirstToken(), text);
        return [Insert(at, string.Concat(statements.Select(each => indent + each + newline)))];
    }

    private static IReadOnlyList<TextChange> InLambda(LambdaExpressionSyntax lambda, SourceText text, string newline)
    {
        if (lambda.Body is not BlockSyntax block)
        {
            return [Insert(lambda.Body.Span.End, $".{RuntimeNames.Extension}()")];
        }

        string parameter = lambda switch
        {
            SimpleLambdaExpressionSyntax simple => simple.Parameter.Identifier.Text,
            ParenthesizedLambdaExpressionSyntax several => several.ParameterList.Parameters[^1].Identifier.Text,
            _ => throw new InvalidOperationException("a lambda of another kind"),
        };
        string call = $"{parameter}.{Call}";
        if (block.Statements.Count == 0)
        {
            return [Insert(block.OpenBraceToken.Span.End, " " + call)];
        }

        StatementSyntax last = block.Statements[^1];
        TextLine line = text.Lines.GetLineFromPosition(last.SpanStart);
        string indent = text.ToString(TextSpan.FromBounds(line.Start, last.SpanStart));
        return string.IsNullOrWhiteSpace(indent)
            ? [Insert(text.Lines.GetLineFromPosition(last.Span.End).End, newline + indent + call)]
            : [Insert(last.Span.End, " " + call)];
    }

    private static string FreeName(CSharpSyntaxNode call)
    {
        HashSet<string> taken = [.. call.SyntaxTree.GetRoot().DescendantTokens()
            .Where(token => token.IsKind(SyntaxKind.IdentifierToken)).Select(token => token.ValueText)];
        return Enumerable.Range(0, int.MaxValue).Select(i => i == 0 ? "builder" : $"builder{i + 1}").First(name => !taken.Contains(name));
    }

    private static TextChange Insert(int position, string inserted) => new(new TextSpan(position, 0), inserted);
}
