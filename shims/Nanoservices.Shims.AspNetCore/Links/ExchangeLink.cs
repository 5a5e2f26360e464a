using Microsoft.Win32.SafeHandles;
using Nanoservices.Fabric.Contract;
using Nanoservices.Outcomes;
using Nanoservices.Wire;

namespace Nanoservices.Shims.AspNetCore.Links;

/// <summary>
/// The way of one exchange to the TCP nanoservice: its messages go out in the order in which they are posted, also when the
/// fabric is full for a while. Thread-safe.
/// </summary>
/// <param name="endpoint">The connection that the request came on.</param>
/// <param name="exchange">The exchange's id.</param>
/// <param name="files">The connection's.</param>
internal sealed class ExchangeLink(IEndpoint endpoint, ulong exchange, FileAllowance files)
{
    // A TCP nanoservice that takes nothing for so long is as good as dead; the fabric's own credits return within microseconds.
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    // The fabric's queue of waiting senders is bounded; beyond it senders come again.
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(5);

    private readonly Lock _gate = new();
    private Task<Outcome>? _last;

    /// <summary>The exchange's id.</summary>
    public ulong Exchange { get; } = exchange;

    /// <summary>Files that may be under way on this connection.</summary>
    public FileAllowance Files { get; } = files;

    /// <summary>The longest message.</summary>
    public int MaxMessageBytes => endpoint.MaxMessageBytes;

    /// <summary>Passes an open file; plans name it by the id.</summary>
    /// <exception cref="NanoserviceException">The TCP nanoservice is gone, or takes no files.</exception>
    public ulong PassFile(SafeFileHandle file) => endpoint.PassFile(file);

    /// <summary>
    /// Sends the message that <paramref name="message"/> holds, with a tail. Both are copied before it returns. Done, or
    /// NotStarted: then the TCP nanoservice is gone, or the message is too long.
    /// </summary>
    public ValueTask<Outcome> SendAsync(WireWriter message, ReadOnlyMemory<byte> tail = default)
    {
        ReadOnlyMemory<byte> head = message.Finish(tail.Length);
        lock (_gate)
        {
            if (_last is null or { IsCompleted: true })
            {
                _last = null;
                Outcome outcome = endpoint.TrySend(head.Span, tail.Span);
                if (outcome.Failure != FailureKind.QueueFull)
                {
                    return new ValueTask<Outcome>(outcome);
                }
            }

            byte[] copy = GC.AllocateUninitializedArray<byte>(head.Length + tail.Length);
            head.Span.CopyTo(copy);
            tail.Span.CopyTo(copy.AsSpan(head.Length));
            _last = SendLaterAsync(_last, copy);
            return new ValueTask<Outcome>(_last);
        }
    }

    /// <summary>Sends a message whose fate shows elsewhere: when it can't be sent, the connection's end is reported to its session.</summary>
    public void Post(WireWriter message)
    {
        ValueTask<Outcome> sent = SendAsync(message);
        if (!sent.IsCompleted)
        {
            // It never faults; its outcome is no news.
            _ = sent.AsTask();
        }
    }

    private async Task<Outcome> SendLaterAsync(Task<Outcome>? before, byte[] message)
    {
        if (before is not null)
        {
            Outcome outcome = await before;
            if (!outcome.IsDone)
            {
                return outcome;
            }
        }

        long start = TimeProvider.System.GetTimestamp();
        Outcome sent = await endpoint.SendAsync(message, default, Deadline);
        while (sent.Failure == FailureKind.QueueFull && TimeProvider.System.GetElapsedTime(start) < Deadline)
        {
            await Task.Delay(Pause);
            sent = await endpoint.SendAsync(message, default, Deadline);
        }

        if (!sent.IsDone && sent.Failure is not (FailureKind.PeerDown or FailureKind.TooLarge))
        {
            // A message that is missing among others would be a hole in a body: all of its exchanges end here instead.
            _ = endpoint.DisposeAsync().AsTask();
        }

        return sent;
    }
}
