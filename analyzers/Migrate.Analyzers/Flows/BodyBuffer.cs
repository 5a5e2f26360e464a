using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Migrate.Analyzers.Flows;

/// <summary>
/// A <c>MemoryStream</c> that only takes a request's body, once, and gives it out as an array, once, in a later
/// statement of the same block.
/// </summary>
/// <param name="Local">The stream's local variable.</param>
/// <param name="Copy">The call that fills it.</param>
/// <param name="ToArray">The call that empties it.</param>
/// <param name="Lengths">Reads of its length.</param>
public sealed record BodyBuffer(
    ILocalSymbol Local, IInvocationOperation Copy, IInvocationOperation ToArray, IReadOnlyList<IPropertyReferenceOperation> Lengths);
