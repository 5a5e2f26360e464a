using Microsoft.Extensions.Logging;

namespace Nanoservices.Tcp.Engines.Kestrel;

/// <summary>
/// The logger factory for a Kestrel under this engine: passes all on but the "unhandled exception" of an exchange that failed
/// in its brain, which the brain has logged with the real exception. Disposes nothing.
/// </summary>
public sealed class KestrelLogFilter(ILoggerFactory inner) : ILoggerFactory
{
    /// <summary>Marks an exception as logged by the brain.</summary>
    internal const string Relayed = "Nanoservices.Relayed";

    private const string Category = "Microsoft.AspNetCore.Server.Kestrel";

    // Kestrel's ApplicationError.
    private const int ApplicationError = 13;

    /// <inheritdoc/>
    public void AddProvider(ILoggerProvider provider) => inner.AddProvider(provider);

    /// <inheritdoc/>
    public ILogger CreateLogger(string categoryName)
    {
        ILogger logger = inner.CreateLogger(categoryName);
        return categoryName == Category ? new Filter(logger) : logger;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }

    private sealed class Filter(ILogger inner) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => inner.BeginScope(state);

        public bool IsEnabled(LogLevel logLevel) => inner.IsEnabled(logLevel);

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            bool relayed = eventId.Id == ApplicationError && exception is not null
                && (exception is ExchangeFailedException || exception.Data.Contains(Relayed));
            if (!relayed)
            {
                inner.Log(logLevel, eventId, state, exception, formatter);
            }
        }
    }
}
