using Nanoservices.Outcomes;
using Nanoservices.Shims.AspNetCore.Lifetimes;
using Nanoservices.Wire;

namespace Nanoservices.Shims.AspNetCore.Responses;

/// <summary>
/// Counts the body bytes that the TCP nanoservice has not taken yet; a write waits while they are more than
/// <see cref="PlanProgress.Window"/>. So a slow client stops the source. Thread-safe.
/// </summary>
internal sealed class SendWindow
{
    private readonly Lock _gate = new();
    private readonly ExchangeLifetime _lifetime;
    private TaskCompletionSource? _change;
    private ulong _sent;
    private ulong _taken;
    private bool _ended;
    private bool _canceled;

    public SendWindow(ExchangeLifetime lifetime)
    {
        _lifetime = lifetime;
        lifetime.Aborted += _ => Signal();
    }

    /// <summary>How the exchange ended, once it has.</summary>
    public Outcome Outcome { get; private set; }

    /// <summary>Whether nobody has to wait.</summary>
    public bool IsOpen
    {
        get
        {
            lock (_gate)
            {
                return IsOpenNow && !_canceled;
            }
        }
    }

    private bool IsOpenNow => _ended || _lifetime.IsAborted || _sent <= _taken + PlanProgress.Window;

    /// <summary>Takes note of bytes that are about to be sent.</summary>
    public void Sent(long bytes)
    {
        lock (_gate)
        {
            _sent += (ulong)bytes;
        }
    }

    /// <summary>Takes note of what the TCP nanoservice reports.</summary>
    public void Progress(in PlanProgress progress)
    {
        TaskCompletionSource? change = null;
        lock (_gate)
        {
            _taken = Math.Max(_taken, progress.BytesTaken);
            if (progress.Completed)
            {
                _ended = true;
                Outcome = progress.Outcome;
            }

            if (IsOpenNow)
            {
                change = _change;
                _change = null;
            }
        }

        change?.TrySetResult();
    }

    /// <summary>Lets the wait that is under way, or else the next one, end as cancelled.</summary>
    public void CancelWait()
    {
        lock (_gate)
        {
            _canceled = true;
        }

        Signal();
    }

    /// <summary>Waits till a write may complete. True: cancelled by <see cref="CancelWait"/>.</summary>
    /// <exception cref="OperationCanceledException">The token fired; then the exchange was aborted, as part of the write is out.</exception>
    public async ValueTask<bool> WaitAsync(CancellationToken cancellation)
    {
        while (true)
        {
            Task change;
            lock (_gate)
            {
                if (_canceled || IsOpenNow)
                {
                    bool canceled = _canceled;
                    _canceled = false;
                    return canceled;
                }

                _change ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                change = _change.Task;
            }

            try
            {
                await change.WaitAsync(cancellation);
            }
            catch (OperationCanceledException e)
            {
                _lifetime.AbortByWriteToken(e);

                // Kestrel's type: a TaskCanceledException is what the wait has thrown.
                throw new OperationCanceledException(cancellation);
            }
        }
    }

    private void Signal()
    {
        TaskCompletionSource? change;
        lock (_gate)
        {
            change = _change;
            _change = null;
        }

        change?.TrySetResult();
    }
}
