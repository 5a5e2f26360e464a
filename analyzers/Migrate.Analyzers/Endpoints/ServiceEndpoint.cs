using Microsoft.CodeAnalysis;

namespace Migrate.Analyzers.Endpoints;

/// <summary>One endpoint of a service, as its source declares it.</summary>
/// <param name="Kind">How it was declared.</param>
/// <param name="Methods">HTTP methods in upper case, sorted; empty means any.</param>
/// <param name="Route">Route template with a leading slash; a part that is no constant reads <c>{?}</c>.</param>
/// <param name="Handler">The code that answers: a method, or a lambda's method symbol.</param>
/// <param name="Body">The handler's declaration; null where it is in another compilation.</param>
/// <param name="Location">Where it was declared: the mapping call, or the action's name.</param>
public sealed record ServiceEndpoint(
    EndpointKind Kind, IReadOnlyList<string> Methods, string Route, IMethodSymbol Handler, SyntaxNode? Body, Location Location);
