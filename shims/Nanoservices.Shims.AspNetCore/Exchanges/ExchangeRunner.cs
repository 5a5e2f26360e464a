using System.Collections.Concurrent;
using Microsoft.AspNetCore.Hosting.Server;
using Nanoservices.Shims.AspNetCore.Features;

namespace Nanoservices.Shims.AspNetCore.Exchanges;

/// <summary>Runs the host's application, with its contexts used again as Kestrel's connections do. Thread-safe.</summary>
/// <typeparam name="TContext">The host's context.</typeparam>
internal sealed class ExchangeRunner<TContext>(IHttpApplication<TContext> application) : IExchangeRunner
    where TContext : notnull
{
    private const int MaxKept = 256;

    private readonly ConcurrentQueue<TContext> _kept = new();

    public void Start(Exchange exchange)
    {
        ExchangeFeatures<TContext> features = exchange.CreateFeatures<TContext>();
        if (_kept.TryDequeue(out TContext? kept))
        {
            features.HostContext = kept;
        }

        ThreadPool.UnsafeQueueUserWorkItem(new ExchangeRun<TContext>(application, exchange, features, this), preferLocal: false);
    }

    /// <summary>Keeps a context that was disposed, for a later request.</summary>
    public void Keep(TContext? context)
    {
        if (context is not null && _kept.Count < MaxKept)
        {
            _kept.Enqueue(context);
        }
    }
}
