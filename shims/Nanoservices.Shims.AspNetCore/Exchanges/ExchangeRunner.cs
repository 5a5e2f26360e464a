using Microsoft.AspNetCore.Hosting.Server;

namespace Nanoservices.Shims.AspNetCore.Exchanges;

/// <summary>
/// Runs the host's application. Contexts are not used again for other requests: Kestrel does so on one connection, and across
/// connections an app's stray task could see another user's request. Thread-safe.
/// </summary>
/// <typeparam name="TContext">The host's context.</typeparam>
internal sealed class ExchangeRunner<TContext>(IHttpApplication<TContext> application) : IExchangeRunner
    where TContext : notnull
{
    public void Start(Exchange exchange) =>
        ThreadPool.UnsafeQueueUserWorkItem(new ExchangeRun<TContext>(application, exchange), preferLocal: false);
}
