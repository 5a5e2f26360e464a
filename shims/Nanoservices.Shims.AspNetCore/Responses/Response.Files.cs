using Microsoft.Win32.SafeHandles;
using Nanoservices.Outcomes;
using Nanoservices.Shims.AspNetCore.Links;
using Nanoservices.Wire;

namespace Nanoservices.Shims.AspNetCore.Responses;

/// <summary>Files as the body's next bytes: the TCP nanoservice reads them.</summary>
internal sealed partial class Response
{
    /// <summary>
    /// Sends a range of a file that is open, as SendFileFallback would: chunk by chunk, what is in it by then. Completes when all is
    /// taken, so that what becomes of the file afterwards changes nothing.
    /// </summary>
    /// <param name="file">The file; it stays the caller's.</param>
    /// <param name="offset">First byte.</param>
    /// <param name="count">At most so many; null: to its end.</param>
    /// <param name="length">Bytes from <paramref name="offset"/> to its end now; more than 0.</param>
    /// <param name="cancellation">Aborts the exchange, as in the middle of any write.</param>
    /// <exception cref="InvalidOperationException">More than Content-Length says.</exception>
    /// <exception cref="IOException">The file can't be read on.</exception>
    /// <returns>False, and nothing was sent, when there can be no body from a file after all: the callbacks before the head decided so.</returns>
    public async Task<bool> SendFileAsync(SafeFileHandle file, long offset, long? count, long length, CancellationToken cancellation)
    {
        if (!HasStarted)
        {
            await Callbacks.FireStartingAsync();
        }

        if (!TakesFiles)
        {
            return false;
        }

        // What would have been the first write: if it alone is too long, nothing leaves.
        long first = Math.Min(Math.Min(length, count ?? length), FilePiece.ChunkBytes);
        if (!HasStarted)
        {
            CheckNotFailed();
            CheckRoom(first);
            Commit(completed: false);
        }
        else
        {
            CheckRoom(first);
        }

        FilePiece range = new(0, offset, count ?? -1, Room ?? -1);
        if (await _output.SendFileAsync(file, range, cancellation) is not { } sent)
        {
            return true;
        }

        Count(sent.Bytes);
        PreventAbortAtLastByte();
        CheckRoom(sent.Excess);
        if (!sent.Outcome.IsDone)
        {
            throw new IOException($"The file could not be read on after {sent.Bytes} bytes", new NanoserviceException("Sending a file", sent.Outcome));
        }

        return true;
    }

    /// <summary>Whether the next bytes of the body may come from a file: not when there can be none.</summary>
    public bool TakesFiles => HasStarted ? _mode != BodyMode.Disabled : CanHaveBody;

    /// <summary>Files that may be under way to the TCP nanoservice.</summary>
    public FileAllowance Files => _output.Files;

    private long? Room => !Fields.HasTransferEncoding && Fields.ContentLength is { } length ? length - _written : null;

    private void CheckRoom(long bytes)
    {
        if (bytes > Room)
        {
            Count(bytes);
        }
    }
}
