namespace Nanoservices.Semantics.App.Endpoints;

/// <summary>Says when it is disposed, and how.</summary>
public sealed class Disposable(Action disposed) : IDisposable, IAsyncDisposable
{
    public void Dispose() => disposed();

    public ValueTask DisposeAsync()
    {
        disposed();
        return ValueTask.CompletedTask;
    }
}
