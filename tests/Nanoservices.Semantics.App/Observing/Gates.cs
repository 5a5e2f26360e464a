using System.Collections.Concurrent;

namespace Nanoservices.Semantics.App.Observing;

/// <summary>Named points that a handler waits at until another request opens them: order without clocks. Thread-safe.</summary>
public sealed class Gates
{
    private readonly ConcurrentDictionary<string, TaskCompletionSource> _gates = new();

    /// <summary>Ends when the gate is open.</summary>
    public Task Opened(string name) => Gate(name).Task;

    /// <summary>Opens it for good.</summary>
    public void Open(string name) => Gate(name).TrySetResult();

    private TaskCompletionSource Gate(string name) =>
        _gates.GetOrAdd(name, static _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
}
