using Microsoft.CodeAnalysis;

namespace Migrate.Analyzers.Endpoints;

/// <summary>Reads HTTP methods and route templates from a controller's and an action's attributes.</summary>
internal static class AttributeRoutes
{
    /// <summary>One entry a route; the conventional one where no attribute gives a template.</summary>
    public static IEnumerable<(IReadOnlyList<string> Methods, string Route)> Of(INamedTypeSymbol controller, IMethodSymbol action)
    {
        RouteAttributeData[] onAction = [.. action.GetAttributes().Select(RouteAttributeData.Read).OfType<RouteAttributeData>()];
        string[] prefixes = Prefixes(controller);
        IReadOnlyList<string> bareMethods = [.. onAction.Where(a => a.Template is null).SelectMany(a => a.Methods).Distinct().OrderBy(m => m, StringComparer.Ordinal)];
        RouteAttributeData[] templated = [.. onAction.Where(a => a.Template is not null)];
        if (templated.Length == 0)
        {
            return (prefixes.Length == 0 ? ["{controller}/{action}"] : prefixes).Select(prefix => (bareMethods, Name(prefix, controller, action)));
        }

        return templated.SelectMany(route => Combine(prefixes, route.Template!)
            .Select(text => (route.Methods.Count == 0 ? bareMethods : route.Methods, Name(text, controller, action))));
    }

    private static IEnumerable<string> Combine(string[] prefixes, string template)
        => prefixes.Length == 0 || template.StartsWith("/", StringComparison.Ordinal) || template.StartsWith("~/", StringComparison.Ordinal)
            ? [template]
            : prefixes.Select(prefix => RouteText.Join(prefix, template));

    /// <summary>Routes of the nearest type that has any: a derived controller's replace its base's.</summary>
    private static string[] Prefixes(INamedTypeSymbol controller)
        => Controllers.BaseTypes(controller)
            .Select(type => type.GetAttributes().Select(RouteAttributeData.Read).OfType<RouteAttributeData>()
                .Select(route => route.Template).OfType<string>().ToArray())
            .FirstOrDefault(routes => routes.Length > 0) ?? [];

    private static string Name(string template, INamedTypeSymbol controller, IMethodSymbol action)
    {
        string name = controller.Name.EndsWith("Controller", StringComparison.Ordinal)
            ? controller.Name.Substring(0, controller.Name.Length - "Controller".Length)
            : controller.Name;
        return RouteText.Rooted(template)
            .Replace("[controller]", name).Replace("{controller}", name)
            .Replace("[action]", ActionName(action)).Replace("{action}", ActionName(action));
    }

    /// <summary>MVC drops an action's <c>Async</c> suffix.</summary>
    private static string ActionName(IMethodSymbol action)
        => action.Name.EndsWith("Async", StringComparison.Ordinal) && action.Name.Length > "Async".Length
            ? action.Name.Substring(0, action.Name.Length - "Async".Length)
            : action.Name;
}
