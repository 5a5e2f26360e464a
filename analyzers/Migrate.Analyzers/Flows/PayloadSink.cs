using Microsoft.CodeAnalysis.Operations;
using Migrate.Analyzers.Catalog;

namespace Migrate.Analyzers.Flows;

/// <summary>A place where a payload leaves the app.</summary>
/// <param name="Api">The API that takes it.</param>
/// <param name="Call">The call.</param>
/// <param name="Argument">The argument that is the payload.</param>
public sealed record PayloadSink(SinkApi Api, IInvocationOperation Call, IArgumentOperation Argument);
