namespace Nanoservices.Semantics.App.Observing;

/// <summary>A category's logger. An event belongs to the request that it names, else to the one that runs.</summary>
public sealed class ObservingLogger(string category, Observations observations) : ILogger
{
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

    public void Log<TState>(
        LogLevel logLevel,
        EventId eventId,
        TState state,
        Exception? exception,
        Func<TState, Exception?, string> formatter)
    {
        if (!IsEnabled(logLevel))
        {
            return;
        }

        string message = formatter(state, exception);
        Observation? observation = observations.Current;
        foreach ((string key, object? value) in state as IEnumerable<KeyValuePair<string, object?>> ?? [])
        {
            // Ids are the server's to choose: they are not compared.
            if (key is "TraceIdentifier" or "ConnectionId" && value?.ToString() is { Length: > 0 } id)
            {
                message = message.Replace(id, $"{{{key}}}", StringComparison.Ordinal);
                observation = observations.FindByTrace(id) ?? observation;
            }
        }

        string thrown = exception is null ? "" : $" | {Observation.Describe(exception)}";
        observation?.Note($"log {logLevel} {category} {eventId.Id}:{eventId.Name} {message}{thrown}");
    }
}
