using System.IO.Pipelines;
using Microsoft.Win32.SafeHandles;
using Nanoservices.Outcomes;
using Nanoservices.Payloads;
using Nanoservices.Shims.AspNetCore.Links;
using Nanoservices.Wire;

namespace Nanoservices.Shims.AspNetCore.Responses;

/// <summary>Bytes that come from elsewhere: payloads and files.</summary>
internal sealed partial class ResponseOutput
{
    /// <summary>Sends a range of a payload, which stays pinned till the exchange has ended.</summary>
    public async ValueTask<FlushResult> SendPayloadAsync(Payload payload, long offset, long length, GatherFlags flags, CancellationToken cancellation)
    {
        ValueTask<Outcome> sent;
        if (_buffer.Length > 0)
        {
            await FlushAsync(GatherFlags.None, default, cancellation);
        }

        lock (_gate)
        {
            if (lifetime.IsAborted || _ended || _released)
            {
                return new FlushResult(isCanceled: false, isCompleted: true);
            }

            Pin(payload);
            WireWriter writer = Begin(flags | GatherFlags.Flush);
            GatherPlan.WritePayload(writer, payload.Handle, offset, length);
            _window.Sent(length);
            sent = Post(writer, default);
        }

        FlushResult result = await FinishAsync(sent, cancellation);
        return _window.Outcome is { IsDone: false, Failure: not FailureKind.ClientGone } failed
            ? throw new NanoserviceException($"Sending {payload.Handle}", failed)
            : result;
    }

    /// <summary>Files that may be under way.</summary>
    public FileAllowance Files => link.Files;

    /// <summary>
    /// Has a range of a file sent, after all that was advanced; completes when it is taken. Null: the exchange has ended first, and
    /// writes mean nothing any more.
    /// </summary>
    public async ValueTask<FileSent?> SendFileAsync(SafeFileHandle file, FilePiece range, CancellationToken cancellation)
    {
        if (_buffer.Length > 0)
        {
            await FlushAsync(GatherFlags.None, default, cancellation);
        }

        ulong id = link.PassFile(file);
        ValueTask<Outcome> posted;
        lock (_gate)
        {
            if (lifetime.IsAborted || _ended || _released)
            {
                Drop(id);
                return null;
            }

            _file.Begin();
            WireWriter writer = Begin(GatherFlags.Flush);
            (range with { File = id }).Write(writer);
            posted = Post(writer, default);
        }

        await ConfirmAsync(posted);
        FileSent? sent = null;
        try
        {
            sent = await _file.EndAsync(cancellation);
        }
        finally
        {
            if (sent is null)
            {
                Drop(id);
            }
        }

        if (sent is { } known)
        {
            _window.Sent(known.Bytes);
        }

        return sent;
    }

    /// <summary>A file was sent.</summary>
    public void Receive(in FileSent sent) => _file.Receive(sent);

    // The TCP nanoservice may have taken it or not.
    private void Drop(ulong file)
    {
        using WireWriter writer = new(32);
        DropFile.Write(writer, link.Exchange, file);
        link.Post(writer);
    }

    private void Pin(Payload payload)
    {
        ObjectDisposedException.ThrowIf(!payload.TryPin(), payload);
        _pinned.Add(payload);
    }
}
