using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using Migrate.Analyzers;

namespace Migrate.Refactorings.Fixes;

/// <summary><c>message.Body.Method</c> becomes <c>message.HandleForm</c>.</summary>
internal static class BodyCalls
{
    public static void Replace(EditSet edits, InvocationExpressionSyntax call, string handleForm, FixScope scope)
    {
        if (call.Expression is not MemberAccessExpressionSyntax { Expression: MemberAccessExpressionSyntax body } access)
        {
            edits.Fail();
            return;
        }

        TextSpan dropped = TextSpan.FromBounds(body.Expression.Span.End, access.OperatorToken.SpanStart);
        if (scope.HasCommentIn(dropped))
        {
            edits.Fail();
        }

        edits.Delete(dropped);
        edits.Replace(access.Name.Span, handleForm);
        scope.See(edits, RuntimeTypeNames.PayloadHttpExtensions, call.SpanStart);
    }
}
