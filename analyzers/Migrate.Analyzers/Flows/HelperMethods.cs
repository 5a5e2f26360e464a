using Microsoft.CodeAnalysis;

namespace Migrate.Analyzers.Flows;

/// <summary>Tells which methods a payload can be followed through: those whose every caller can be seen.</summary>
internal static class HelperMethods
{
    public static bool IsHelper(IMethodSymbol method)
    {
        IMethodSymbol definition = (method.ReducedFrom ?? method).OriginalDefinition;
        return definition.MethodKind == MethodKind.LocalFunction
            ? IsPlain(definition)
            : definition is { MethodKind: MethodKind.Ordinary, DeclaredAccessibility: Accessibility.Private } && IsPlain(definition);
    }

    private static bool IsPlain(IMethodSymbol method)
        => method is
            {
                IsGenericMethod: false, IsExtern: false, IsAbstract: false, IsVirtual: false, IsOverride: false,
                IsPartialDefinition: false, PartialDefinitionPart: null, ReturnsByRef: false, ReturnsByRefReadonly: false,
                DeclaringSyntaxReferences.Length: 1,
            }
            && method.ExplicitInterfaceImplementations.IsEmpty;
}
