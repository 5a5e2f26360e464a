using System.Runtime.CompilerServices;
using Nanoservices.Wire;

namespace Nanoservices.Tcp.Exchanges;

/// <summary>
/// The plans of one exchange that wait to be carried out, in order. Filled by the fabric's thread, emptied by the exchange's
/// loop. Bounded: the window makes a brain wait long before (docs/tcp.md, "Bounds").
/// </summary>
internal sealed class ExchangeInbox
{
    /// <summary>Bytes that may wait: one write of the app that is sent at once, plus the window. A brain beyond it is defective.</summary>
    internal const long MaxBytes = 64L * 1024 * 1024;

    /// <summary>Messages that may wait.</summary>
    internal const int MaxMessages = 16 * 1024;

    private readonly Lock _gate = new();
    private readonly Queue<InboxMessage> _messages = new();
    private readonly AsyncSignal _arrived = new();
    private long _bytes;
    private bool _closed;

    /// <summary>Puts a copy of a message in.</summary>
    /// <exception cref="WireFormatException">The bound is passed.</exception>
    internal void Post(ReadOnlySpan<byte> message, MessageKind kind)
    {
        lock (_gate)
        {
            if (_closed)
            {
                return;
            }

            if (_bytes + message.Length > MaxBytes || _messages.Count >= MaxMessages)
            {
                throw new WireFormatException($"{kind}: {_messages.Count} messages of {_bytes} bytes wait for a client that does not read; the window is {PlanProgress.Window} bytes.");
            }

            _bytes += message.Length;
            _messages.Enqueue(InboxMessage.Copy(message, kind));
        }

        _arrived.Set();
    }

    /// <summary>Takes nothing more; what waits is dropped.</summary>
    internal void Close()
    {
        lock (_gate)
        {
            _closed = true;
            Clear();
        }

        _arrived.Set();
    }

    /// <summary>Empty and open, for the next exchange.</summary>
    internal void Reset()
    {
        lock (_gate)
        {
            _closed = false;
            Clear();
        }
    }

    /// <summary>The next message, as soon as there is one; null once closed.</summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    internal async ValueTask<InboxMessage?> TakeAsync()
    {
        while (true)
        {
            lock (_gate)
            {
                if (_messages.TryDequeue(out InboxMessage message))
                {
                    _bytes -= message.Bytes.Length;
                    return message;
                }

                if (_closed)
                {
                    return null;
                }
            }

            await _arrived.WaitAsync();
        }
    }

    private void Clear()
    {
        while (_messages.TryDequeue(out InboxMessage message))
        {
            message.Return();
        }

        _bytes = 0;
    }
}
