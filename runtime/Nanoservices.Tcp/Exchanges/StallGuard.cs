using System.IO.Pipelines;
using System.Runtime.CompilerServices;

namespace Nanoservices.Tcp.Exchanges;

/// <summary>
/// Knows whether a response waits for a client that does not read. An abort takes its turn after the plans before it, so that
/// what the app wrote before is in the output; but it breaks such a wait. One exchange's loop waits, any thread hurries.
/// </summary>
internal sealed class StallGuard
{
    private readonly Lock _gate = new();
    private IResponse _response = null!;
    private bool _stalled;
    private bool _hurry;

    /// <summary>For the next exchange.</summary>
    internal void Reset(IResponse response)
    {
        lock (_gate)
        {
            _response = response;
            _hurry = false;
        }
    }

    /// <summary>From here on, no wait for the client: aborts the one that is under way, and the next.</summary>
    internal void Hurry()
    {
        lock (_gate)
        {
            _hurry = true;
            if (_stalled)
            {
                _response.Abort();
            }
        }
    }

    /// <summary>Waits for the engine's output.</summary>
    internal ValueTask PassAsync(ValueTask<FlushResult> step)
    {
        if (!step.IsCompletedSuccessfully)
        {
            return WaitAsync(step);
        }

        step.GetAwaiter().GetResult();
        return default;
    }

    /// <summary>Waits for the engine's output.</summary>
    internal ValueTask PassAsync(Task step) => step.IsCompletedSuccessfully ? default : WaitAsync(new ValueTask<FlushResult>(ResultOf(step)));

    private static async Task<FlushResult> ResultOf(Task step)
    {
        await step;
        return default;
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    private async ValueTask WaitAsync(ValueTask<FlushResult> step)
    {
        SetStalled(true);
        try
        {
            await step;
        }
        finally
        {
            SetStalled(false);
        }
    }

    private void SetStalled(bool stalled)
    {
        lock (_gate)
        {
            _stalled = stalled;
            if (stalled && _hurry)
            {
                _response.Abort();
            }
        }
    }
}
