using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Migrate.Analyzers.Endpoints;

/// <summary>Reads the route prefix that a builder expression carries from <c>MapGroup</c> calls.</summary>
internal static class RoutePrefix
{
    private const int MaximumSteps = 16;

    public static string Of(IInvocationOperation map) => Of(Receiver(map), MaximumSteps);

    private static string Of(IOperation? builder, int steps)
    {
        if (steps == 0)
        {
            return "{?}";
        }

        return builder switch
        {
            IConversionOperation conversion => Of(conversion.Operand, steps - 1),
            IInvocationOperation call when MapCalls.IsGroup(call) => RouteText.Join(Of(Receiver(call), steps - 1), MapCalls.Pattern(call)),
            IInvocationOperation call when KeepsBuilder(call) => Of(Receiver(call), steps - 1),
            ILocalReferenceOperation local => Of(Initializer(local), steps - 1),
            IParameterReferenceOperation { Type.Name: "RouteGroupBuilder" } => "{?}",
            _ => string.Empty,
        };
    }

    /// <summary>Conventions such as <c>WithTags</c> and <c>RequireAuthorization</c> give back the builder they got.</summary>
    private static bool KeepsBuilder(IInvocationOperation call)
        => Receiver(call) is { Type: { } type } && SymbolEqualityComparer.Default.Equals(type, call.Type);

    private static IOperation? Receiver(IInvocationOperation call)
        => call.Instance ?? call.Arguments.FirstOrDefault(argument => argument.Parameter?.Ordinal == 0)?.Value;

    private static IOperation? Initializer(ILocalReferenceOperation local)
        => local.Local.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() is VariableDeclaratorSyntax { Initializer.Value: { } value }
            ? local.SemanticModel?.GetOperation(value)
            : null;
}
