using Nanoservices.Shims.AspNetCore.Lifetimes;

namespace Nanoservices.Shims.AspNetCore.Responses;

/// <summary>What the app wants called before the response starts and after it has ended: last registered, first called.</summary>
internal sealed class ResponseCallbacks(ExchangeLifetime lifetime)
{
    private Stack<(Func<object, Task> Callback, object State)>? _starting;
    private Stack<(Func<object, Task> Callback, object State)>? _completed;

    public bool HasStarting => _starting is { Count: > 0 };

    public void AddStarting(Func<object, Task> callback, object state) => (_starting ??= new()).Push((callback, state));

    public void AddCompleted(Func<object, Task> callback, object state) => (_completed ??= new()).Push((callback, state));

    /// <summary>Calls OnStarting's. The first that throws fails the request, and the rest is not called.</summary>
    public Task FireStartingAsync() => HasStarting ? FireAsync(_starting!) : Task.CompletedTask;

    /// <summary>Calls OnCompleted's. One that throws is logged; the rest is called.</summary>
    public async Task FireCompletedAsync()
    {
        while (_completed is not null && _completed.TryPop(out (Func<object, Task> Callback, object State) entry))
        {
            try
            {
                await entry.Callback(entry.State);
            }
            catch (Exception e)
            {
                lifetime.Log.ApplicationError(lifetime.ConnectionId, lifetime.TraceIdentifier, e);
            }
        }
    }

    private async Task FireAsync(Stack<(Func<object, Task> Callback, object State)> callbacks)
    {
        try
        {
            while (callbacks.TryPop(out (Func<object, Task> Callback, object State) entry))
            {
                await entry.Callback(entry.State);
            }
        }
        catch (Exception e)
        {
            lifetime.ReportApplicationError(e);
        }
    }
}
