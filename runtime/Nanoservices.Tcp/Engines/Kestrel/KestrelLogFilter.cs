using Microsoft.Extensions.Logging;

namespace Nanoservices.Tcp.Engines.Kestrel;

/// <summary>
/// The logger factory for a Kestrel under this engine: passes all on but what the brain has logged already, with the real
/// exception: "unhandled exception" and "bad request data" of an exchange that failed there, and "the application aborted". Disposes nothing.
/// </summary>
/// <param name="inner">Takes the rest.</param>
/// <param name="errorDetails">
/// Whether the complaint about a malformed request says what was found: Kestrel puts that into exceptions where its log takes Information.
/// Null: as <paramref name="inner"/> says.
/// </param>
public sealed class KestrelLogFilter(ILoggerFactory inner, bool? errorDetails = null) : ILoggerFactory
{
    /// <summary>Marks an exception as logged by the brain.</summary>
    internal const string Relayed = "Nanoservices.Relayed";

    /// <summary>Ends the trace identifier of a request whose failure to end the brain has logged.</summary>
    internal const string RelayedTrace = " (relayed)";

    private const string Category = "Microsoft.AspNetCore.Server.Kestrel";

    private const int ApplicationError = 13;
    private const int ConnectionBadRequest = 17;
    private const int ApplicationAbortedConnection = 34;

    /// <inheritdoc/>
    public void AddProvider(ILoggerProvider provider) => inner.AddProvider(provider);

    /// <inheritdoc/>
    public ILogger CreateLogger(string categoryName)
    {
        ILogger logger = inner.CreateLogger(categoryName);
        return categoryName is Category or Category + ".BadRequests" or Category + ".Connections"
            ? new Filter(logger, categoryName == Category ? errorDetails : null)
            : logger;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }

    // As Kestrel's log of it has it.
    private static bool IsRelayed<TState>(TState state)
    {
        foreach ((string key, object? value) in state as IReadOnlyList<KeyValuePair<string, object?>> ?? [])
        {
            if (key == "TraceIdentifier")
            {
                return value is string trace && trace.EndsWith(RelayedTrace, StringComparison.Ordinal);
            }
        }

        return false;
    }

    private sealed class Filter(ILogger inner, bool? information) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => inner.BeginScope(state);

        public bool IsEnabled(LogLevel logLevel) =>
            logLevel == LogLevel.Information && information is bool enabled ? enabled : inner.IsEnabled(logLevel);

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            bool relayed = eventId.Id switch
            {
                ApplicationError or ConnectionBadRequest =>
                    exception is ExchangeFailedException || exception?.Data.Contains(Relayed) == true || IsRelayed(state),
                ApplicationAbortedConnection => true,
                _ => false,
            };
            if (!relayed)
            {
                inner.Log(logLevel, eventId, state, exception, formatter);
            }
        }
    }
}
