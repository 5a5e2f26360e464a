using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Migrate.Analyzers.Endpoints;

/// <summary>Recognises the calls that map a handler to a route.</summary>
internal static class MapCalls
{
    private const string Builder = "Microsoft.AspNetCore.Builder";

    private static readonly ImmutableDictionary<string, IReadOnlyList<string>> MethodsByName =
        ImmutableDictionary.CreateRange(new Dictionary<string, IReadOnlyList<string>>
        {
            ["MapGet"] = ["GET"],
            ["MapPost"] = ["POST"],
            ["MapPut"] = ["PUT"],
            ["MapDelete"] = ["DELETE"],
            ["MapPatch"] = ["PATCH"],
            ["MapMethods"] = [],
            ["Map"] = [],
            ["MapFallback"] = [],
        });

    /// <summary>A cheap test on a name alone, before anything is bound.</summary>
    public static bool IsName(string name) => MethodsByName.ContainsKey(name);

    public static bool IsMap(IInvocationOperation call)
        => IsName(call.TargetMethod.Name) && IsRouting(call.TargetMethod.ContainingType) && Handler(call) is not null;

    public static bool IsGroup(IInvocationOperation call)
        => call.TargetMethod.Name == "MapGroup" && IsRouting(call.TargetMethod.ContainingType);

    /// <summary>The argument that is the endpoint's code.</summary>
    public static IArgumentOperation? Handler(IInvocationOperation call) => Argument(call, "handler") ?? Argument(call, "requestDelegate");

    public static IArgumentOperation? Argument(IInvocationOperation call, string name)
        => call.Arguments.FirstOrDefault(argument => argument.Parameter?.Name == name);

    /// <summary>HTTP methods of a mapping call, sorted; empty means any.</summary>
    public static IReadOnlyList<string> Methods(IInvocationOperation call)
        => call.TargetMethod.Name == "MapMethods"
            ? [.. Strings(Argument(call, "httpMethods")?.Value).Select(method => method.ToUpperInvariant()).Distinct().OrderBy(m => m, StringComparer.Ordinal)]
            : MethodsByName[call.TargetMethod.Name];

    /// <summary>The pattern of a mapping or grouping call; <c>{?}</c> where it is no constant.</summary>
    public static string Pattern(IInvocationOperation call)
    {
        IOperation? value = (Argument(call, "pattern") ?? Argument(call, "prefix"))?.Value;
        return value switch
        {
            null => call.TargetMethod.Name == "MapFallback" ? "/{*path:nonfile}" : string.Empty,
            { ConstantValue: { HasValue: true, Value: string text } } => text,
            _ => "{?}",
        };
    }

    /// <summary>Whether a delegate's target is given, as it stands, to a mapping call.</summary>
    public static bool IsMapped(IOperation target)
    {
        IOperation? current = target.Parent;
        while (current is IDelegateCreationOperation or IConversionOperation)
        {
            current = current.Parent;
        }

        return current is IArgumentOperation { Parameter.Name: "handler" or "requestDelegate", Parent: IInvocationOperation call } && IsMap(call);
    }

    private static IEnumerable<string> Strings(IOperation? value)
        => value is null
            ? []
            : value.DescendantsAndSelf().Select(operation => operation.ConstantValue).Where(constant => constant.HasValue)
                .Select(constant => constant.Value).OfType<string>();

    private static bool IsRouting(INamedTypeSymbol? type)
        => type?.Name is "EndpointRouteBuilderExtensions" or "FallbackEndpointRouteBuilderExtensions"
            && type.ContainingNamespace.ToDisplayString() == Builder;
}
