namespace Nanoservices.Semantics.App.Observing;

/// <summary>Notes what is logged as a warning or worse about an observed request, whoever logs it.</summary>
public sealed class ObservingLoggerProvider(Observations observations) : ILoggerProvider
{
    public ILogger CreateLogger(string categoryName) => new ObservingLogger(categoryName, observations);

    public void Dispose()
    {
    }
}
