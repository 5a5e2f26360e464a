using Microsoft.CodeAnalysis;

namespace Migrate.Analyzers.Endpoints;

/// <summary>What one attribute says of routing.</summary>
/// <param name="Methods">HTTP methods, in upper case; empty means that it names none.</param>
/// <param name="Template">Route template; null means that it gives none.</param>
internal sealed record RouteAttributeData(IReadOnlyList<string> Methods, string? Template)
{
    /// <summary>Reads an attribute; null when it has nothing to do with routing.</summary>
    public static RouteAttributeData? Read(AttributeData attribute)
    {
        if (attribute.AttributeClass is not { } type || !Controllers.BaseTypes(type).Any(t => Controllers.IsMvc(t)))
        {
            return null;
        }

        string? template = attribute.ConstructorArguments
            .Where(argument => argument.Kind == TypedConstantKind.Primitive).Select(argument => argument.Value as string).FirstOrDefault();
        return type.Name switch
        {
            "RouteAttribute" => new RouteAttributeData([], template),
            "HttpGetAttribute" => new RouteAttributeData(["GET"], template),
            "HttpPostAttribute" => new RouteAttributeData(["POST"], template),
            "HttpPutAttribute" => new RouteAttributeData(["PUT"], template),
            "HttpDeleteAttribute" => new RouteAttributeData(["DELETE"], template),
            "HttpPatchAttribute" => new RouteAttributeData(["PATCH"], template),
            "HttpHeadAttribute" => new RouteAttributeData(["HEAD"], template),
            "HttpOptionsAttribute" => new RouteAttributeData(["OPTIONS"], template),
            "AcceptVerbsAttribute" => new RouteAttributeData(Verbs(attribute), Named(attribute, "Route")),
            _ => null,
        };
    }

    private static IReadOnlyList<string> Verbs(AttributeData attribute)
        => [.. attribute.ConstructorArguments
            .SelectMany(argument => argument.Kind == TypedConstantKind.Array ? argument.Values.AsEnumerable() : [argument])
            .Select(value => value.Value as string).OfType<string>()
            .Select(verb => verb.ToUpperInvariant()).Distinct().OrderBy(verb => verb, StringComparer.Ordinal)];

    private static string? Named(AttributeData attribute, string name)
        => attribute.NamedArguments.FirstOrDefault(argument => argument.Key == name).Value.Value as string;
}
