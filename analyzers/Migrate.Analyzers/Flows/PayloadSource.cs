using Microsoft.CodeAnalysis.Operations;
using Migrate.Analyzers.Catalog;

namespace Migrate.Analyzers.Flows;

/// <summary>A place where a payload enters the app.</summary>
/// <param name="Api">The API that brings it.</param>
/// <param name="Call">The call.</param>
/// <param name="Buffer">The buffer that it was copied into; null where the call itself gives the payload.</param>
public sealed record PayloadSource(SourceApi Api, IInvocationOperation Call, BodyBuffer? Buffer);
