namespace Nanoservices.Semantics.App.Observing;

/// <summary>What the app saw during one request, in order. Thread-safe.</summary>
public sealed class Observation
{
    private readonly Lock _gate = new();
    private readonly List<string> _lines = [];
    private readonly TaskCompletionSource _finished = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Ends when the request's last callback ran.</summary>
    public Task Finished => _finished.Task;

    /// <summary>Notes a line.</summary>
    public void Note(string line)
    {
        lock (_gate)
        {
            _lines.Add(line);
        }
    }

    /// <summary>Notes how an action ended, and goes on.</summary>
    public void Try(string where, Action action)
    {
        try
        {
            action();
            Note($"{where}: ok");
        }
        catch (Exception error)
        {
            Note($"{where}: {Describe(error)}");
        }
    }

    /// <summary>Notes how an action ended, and goes on.</summary>
    public async Task TryAsync(string where, Func<Task> action)
    {
        try
        {
            await action();
            Note($"{where}: ok");
        }
        catch (Exception error)
        {
            Note($"{where}: {Describe(error)}");
        }
    }

    /// <summary>Notes that the request's last callback ran.</summary>
    public void Finish() => _finished.TrySetResult();

    /// <summary>The lines so far.</summary>
    public string[] Lines()
    {
        lock (_gate)
        {
            return [.. _lines];
        }
    }

    /// <summary>Type, message and status of an exception, and of what it wraps.</summary>
    public static string Describe(Exception error)
    {
        string status = error is BadHttpRequestException bad ? $" [{bad.StatusCode}]" : "";
        string inner = error.InnerException is null ? "" : $" <- {Describe(error.InnerException)}";
        return $"{error.GetType().FullName}: {error.Message}{status}{inner}";
    }
}
