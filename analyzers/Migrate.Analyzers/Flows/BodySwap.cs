using Microsoft.CodeAnalysis;

namespace Migrate.Analyzers.Flows;

/// <summary>A place where another stream is put before, or in the place of, a message's body.</summary>
/// <param name="At">The code that does it.</param>
/// <param name="IsResponse">Whether the response's body is meant; else the request's.</param>
/// <param name="Function">The function that it is in.</param>
/// <param name="IsInHandler">Whether that function is an endpoint's handler, which no other endpoint runs.</param>
internal sealed record BodySwap(SyntaxNode At, bool IsResponse, SyntaxNode Function, bool IsInHandler);
