using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Migrate.Analyzers.Catalog;

namespace Migrate.Analyzers.Flows;

/// <summary>Checks that a write takes the whole array: no range, or the range from 0 to the array's own length.</summary>
internal static class WholePayload
{
    public static bool IsTaken(IInvocationOperation call, IArgumentOperation payload)
    {
        IOperation? offset = Value(call, "offset");
        IOperation? count = Value(call, "count");
        return (offset is null && count is null)
            || (offset is { ConstantValue: { HasValue: true, Value: 0 } } && IsLengthOf(count, payload.Value));
    }

    private static IOperation? Value(IInvocationOperation call, string parameter)
        => call.Arguments.FirstOrDefault(argument => argument.Parameter?.Name == parameter)?.Value;

    private static bool IsLengthOf(IOperation? count, IOperation payload)
        => count is IPropertyReferenceOperation { Instance: { } instance } property
            && NoLooks.IsLength(property.Property)
            && Variable(instance) is { } variable
            && SymbolEqualityComparer.Default.Equals(variable, Variable(payload));

    private static ISymbol? Variable(IOperation operation)
        => operation switch
        {
            ILocalReferenceOperation local => local.Local,
            IParameterReferenceOperation parameter => parameter.Parameter,
            _ => null,
        };
}
