using Microsoft.CodeAnalysis;
using Migrate.Analyzers;
using Migrate.Analyzers.Catalog;
using Migrate.Analyzers.Flows;

namespace Migrate.Refactorings.Fixes;

/// <summary>Tells whether a compilation references the run-time types that a flow's handle form needs.</summary>
internal static class RuntimeTypes
{
    public static bool ArePresent(Compilation compilation, PayloadFlow flow)
        => Needed(flow).All(name => compilation.GetTypeByMetadataName(name) is not null);

    private static IEnumerable<string> Needed(PayloadFlow flow)
        => flow.Sources.Select(source => Of(source.Api.Kind)).Concat(flow.Sinks.Select(sink => Of(sink.Api.Form))).Append(RuntimeTypeNames.Payload);

    private static string Of(SourceKind kind)
        => kind == SourceKind.Cache ? RuntimeTypeNames.DistributedCachePayloadExtensions : RuntimeTypeNames.PayloadHttpExtensions;

    private static string Of(SinkForm form)
        => form switch
        {
            SinkForm.ResultFactory => RuntimeTypeNames.PayloadResults,
            SinkForm.ControllerFile => RuntimeTypeNames.PayloadControllerExtensions,
            SinkForm.CacheSet or SinkForm.CacheSetAsync => RuntimeTypeNames.DistributedCachePayloadExtensions,
            _ => RuntimeTypeNames.PayloadHttpExtensions,
        };
}
