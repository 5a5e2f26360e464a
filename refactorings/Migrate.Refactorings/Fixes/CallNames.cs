using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Migrate.Refactorings.Fixes;

/// <summary>Finds the name in a call that is made on something.</summary>
internal static class CallNames
{
    /// <summary>The method's name; null for a call without a receiver.</summary>
    public static SimpleNameSyntax? Of(InvocationExpressionSyntax call)
        => call.Expression switch
        {
            MemberAccessExpressionSyntax access => access.Name,
            MemberBindingExpressionSyntax binding => binding.Name,
            _ => null,
        };
}
