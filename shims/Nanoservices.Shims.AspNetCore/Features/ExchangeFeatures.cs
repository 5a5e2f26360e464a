using Microsoft.AspNetCore.Hosting.Server.Abstractions;

namespace Nanoservices.Shims.AspNetCore.Features;

/// <summary>Features with a place for the host's context, which the host uses again for a later request.</summary>
/// <typeparam name="TContext">The host's context.</typeparam>
internal sealed class ExchangeFeatures<TContext>(Type[] known, object?[] features)
    : FeatureSlots(known, features), IHostContextContainer<TContext>
    where TContext : notnull
{
    public TContext? HostContext { get; set; }
}
