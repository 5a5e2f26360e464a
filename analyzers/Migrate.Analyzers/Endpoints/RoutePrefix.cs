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
            IParameterReferenceOperation parameter => OfCallers(parameter, steps - 1),
            _ => string.Empty,
        };
    }

    /// <summary>Conventions such as <c>WithTags</c> and <c>RequireAuthorization</c> give back the builder they got.</summary>
    private static bool KeepsBuilder(IInvocationOperation call)
        => Receiver(call) is { Type: { } type } && SymbolEqualityComparer.Default.Equals(type, call.Type);

    /// <summary>A method that maps endpoints on a builder that it is given: its callers know the prefix.</summary>
    private static string OfCallers(IParameterReferenceOperation parameter, int steps)
    {
        string[] prefixes = [.. Calls(parameter)
            .Select(call => Of(call.Arguments.FirstOrDefault(argument => argument.Parameter?.Ordinal == parameter.Parameter.Ordinal)?.Value, steps))
            .Distinct()];
        return prefixes.Length switch
        {
            1 => prefixes[0],
            0 when parameter.Type?.Name != "RouteGroupBuilder" => string.Empty,
            _ => "{?}",
        };
    }

    private static IEnumerable<IInvocationOperation> Calls(IParameterReferenceOperation parameter)
    {
        ISymbol method = parameter.Parameter.ContainingSymbol.OriginalDefinition;
        Compilation? compilation = parameter.SemanticModel?.Compilation;
        return (compilation?.SyntaxTrees ?? [])
            .SelectMany(tree => tree.GetRoot().DescendantNodes().OfType<InvocationExpressionSyntax>())
            .Where(call => Name(call) == method.Name)
            .Select(call => compilation!.GetSemanticModel(call.SyntaxTree).GetOperation(call))
            .OfType<IInvocationOperation>()
            .Where(call => SymbolEqualityComparer.Default.Equals((call.TargetMethod.ReducedFrom ?? call.TargetMethod).OriginalDefinition, method));
    }

    private static string? Name(InvocationExpressionSyntax call)
        => call.Expression switch
        {
            MemberAccessExpressionSyntax access => access.Name.Identifier.ValueText,
            IdentifierNameSyntax name => name.Identifier.ValueText,
            _ => null,
        };

    private static IOperation? Receiver(IInvocationOperation call)
        => call.Instance ?? call.Arguments.FirstOrDefault(argument => argument.Parameter?.Ordinal == 0)?.Value;

    private static IOperation? Initializer(ILocalReferenceOperation local)
        => local.Local.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() is VariableDeclaratorSyntax { Initializer.Value: { } value }
            ? local.SemanticModel?.GetOperation(value)
            : null;
}
