using Nanoservices.Fabric.Contract;
using Nanoservices.Outcomes;

namespace Nanoservices.Cache.Serving;

/// <summary>
/// Replies to one peer, in order, without ever making the fabric's thread wait: what the peer doesn't take at once waits here,
/// and a peer that leaves too many waiting, or one for too long, is cut off. Thread-safe.
/// </summary>
internal sealed class ReplyQueue(IEndpoint endpoint)
{
    /// <summary>The most replies that wait.</summary>
    internal const int MaxWaiting = 4096;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly Lock _gate = new();
    private readonly Queue<byte[]> _waiting = new();
    private bool _sending;
    private bool _cut;

    /// <summary>Sends a message, now or later. The memory is the caller's again when this returns.</summary>
    internal void Send(ReadOnlySpan<byte> message)
    {
        lock (_gate)
        {
            // PeerDown needs no care: OnClosed follows.
            if (_cut || (!_sending && endpoint.TrySend(message).Failure != FailureKind.QueueFull))
            {
                return;
            }

            if (_waiting.Count < MaxWaiting)
            {
                _waiting.Enqueue(message.ToArray());
                if (!_sending)
                {
                    _sending = true;
                    _ = Task.Run(SendWaitingAsync);
                }

                return;
            }

            _cut = true;
        }

        CutOff();
    }

    private async Task SendWaitingAsync()
    {
        while (TryTake(out byte[] message))
        {
            Outcome sent = await endpoint.SendAsync(message, default, Patience);
            if (!sent.IsDone)
            {
                lock (_gate)
                {
                    _cut = true;
                    _waiting.Clear();
                }

                CutOff();
                return;
            }
        }
    }

    private bool TryTake(out byte[] message)
    {
        lock (_gate)
        {
            _sending = _waiting.TryDequeue(out byte[]? next) && !_cut;
            message = next ?? [];
            return _sending;
        }
    }

    // Not awaited: this may be the endpoint's own thread, whose end it waits for.
    private void CutOff() => _ = Task.Run(async () => await endpoint.DisposeAsync());
}
