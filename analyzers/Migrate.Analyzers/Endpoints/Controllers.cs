using Microsoft.CodeAnalysis;

namespace Migrate.Analyzers.Endpoints;

/// <summary>Tells controllers and their actions from other types and methods, by MVC's own rules.</summary>
internal static class Controllers
{
    private const string Mvc = "Microsoft.AspNetCore.Mvc";

    public static bool IsController(INamedTypeSymbol type)
        => type is { TypeKind: TypeKind.Class, IsAbstract: false, IsGenericType: false, IsStatic: false }
            && IsPublic(type)
            && (type.Name.EndsWith("Controller", StringComparison.Ordinal) || BaseTypes(type).Any(t => Has(t, "ControllerAttribute")))
            && !BaseTypes(type).Any(t => Has(t, "NonControllerAttribute"));

    /// <summary>Whether some controller could serve this method as an action.</summary>
    public static bool IsAction(IMethodSymbol method)
        => method is
            {
                MethodKind: MethodKind.Ordinary, IsStatic: false, IsAbstract: false, IsGenericMethod: false,
                DeclaredAccessibility: Accessibility.Public,
            }
            && !Has(method, "NonActionAttribute")
            && !OverridesObject(method)
            && !IsDispose(method);

    /// <summary>Whether a method is an action of the type that declares it.</summary>
    public static bool IsActionOfController(IMethodSymbol method) => IsController(method.ContainingType) && IsAction(method);

    public static IEnumerable<INamedTypeSymbol> BaseTypes(INamedTypeSymbol type)
    {
        for (INamedTypeSymbol? current = type; current is not null; current = current.BaseType)
        {
            yield return current;
        }
    }

    public static bool IsMvc(ISymbol? symbol)
        => symbol?.ContainingNamespace?.ToDisplayString() is { } name && (name == Mvc || name.StartsWith(Mvc + ".", StringComparison.Ordinal));

    private static bool Has(ISymbol symbol, string attribute)
        => symbol.GetAttributes().Any(data => data.AttributeClass is { } type && BaseTypes(type).Any(t => t.Name == attribute && IsMvc(t)));

    private static bool IsPublic(INamedTypeSymbol type)
        => type.DeclaredAccessibility == Accessibility.Public && type.ContainingType is null;

    private static bool OverridesObject(IMethodSymbol method)
    {
        IMethodSymbol root = method;
        while (root.OverriddenMethod is { } overridden)
        {
            root = overridden;
        }

        return root.ContainingType.SpecialType == SpecialType.System_Object;
    }

    private static bool IsDispose(IMethodSymbol method) => method is { Name: "Dispose" or "DisposeAsync", Parameters.IsEmpty: true };
}
