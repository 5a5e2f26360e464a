using Nanoservices.Shims.AspNetCore.Lifetimes;
using Nanoservices.Wire;

namespace Nanoservices.Shims.AspNetCore.Responses;

/// <summary>Waits for the end of the file that is being sent; writes of a response take turns, so there is one at most. Thread-safe.</summary>
internal sealed class FileWait
{
    private readonly ExchangeLifetime _lifetime;
    private volatile TaskCompletionSource<FileSent?>? _ended;

    public FileWait(ExchangeLifetime lifetime)
    {
        _lifetime = lifetime;
        lifetime.Aborted += _ => GiveUp();
    }

    /// <summary>Before the plan is sent.</summary>
    public void Begin() => _ended = new TaskCompletionSource<FileSent?>(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The TCP nanoservice says how it ended.</summary>
    public void Receive(in FileSent sent) => _ended?.TrySetResult(sent);

    /// <summary>The exchange has ended: nothing will come.</summary>
    public void GiveUp() => _ended?.TrySetResult(null);

    /// <summary>How it ended; null when the exchange has ended first.</summary>
    /// <exception cref="OperationCanceledException">The token fired; then the exchange was aborted, as part of the file is out.</exception>
    public async Task<FileSent?> EndAsync(CancellationToken cancellation)
    {
        Task<FileSent?> ended = _ended!.Task;
        if (_lifetime.IsAborted)
        {
            GiveUp();
        }

        try
        {
            return await ended.WaitAsync(cancellation);
        }
        catch (OperationCanceledException e)
        {
            _lifetime.AbortByWriteToken(e);
            throw new OperationCanceledException(cancellation);
        }
    }
}
