namespace Nanoservices.Shims.AspNetCore.Sessions;

/// <summary>Counts what runs, and says when nothing does. Thread-safe.</summary>
internal sealed class RunningCount
{
    private readonly Lock _gate = new();
    private TaskCompletionSource? _idle;
    private int _running;

    public void Began()
    {
        lock (_gate)
        {
            _running++;
        }
    }

    public void Ended()
    {
        TaskCompletionSource? idle = null;
        lock (_gate)
        {
            if (--_running == 0)
            {
                idle = _idle;
                _idle = null;
            }
        }

        idle?.TrySetResult();
    }

    /// <summary>Completes when nothing runs.</summary>
    public Task WhenIdleAsync()
    {
        lock (_gate)
        {
            return _running == 0
                ? Task.CompletedTask
                : (_idle ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
        }
    }
}
