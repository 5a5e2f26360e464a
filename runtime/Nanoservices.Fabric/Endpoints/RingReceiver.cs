using System.Diagnostics;
using Nanoservices.Fabric.Contract;
using Nanoservices.Fabric.Defects;
using Nanoservices.Fabric.Rings;
using Nanoservices.Outcomes;

namespace Nanoservices.Fabric.Endpoints;

/// <summary>
/// The receiving half of an endpoint: one thread that delivers messages in order, lets waiting senders on as space comes
/// free, and ends the endpoint. It sleeps on the endpoint's doorbell, which one ring serves for all three.
/// </summary>
internal sealed class RingReceiver
{
    // Bounds what a stream of messages can delay: waiting senders and the peer's, which are told of freed space after a batch.
    private const int BatchMessages = 64;

    // The backstop: a ring or a hang-up that was missed is found after this, whatever the cause.
    private const int BackstopMilliseconds = 200;

    private readonly RingEndpoint _endpoint;
    private readonly RingConnection _rings;
    private readonly RingSender _sender;
    private readonly Action<FabricDefect> _onDefect;
    private readonly SpinBudget _spin = new();
    private volatile IMessageHandler? _handler;
    private volatile int _end = -1;
    private volatile bool _disposed;

    internal RingReceiver(RingEndpoint endpoint, RingConnection rings, RingSender sender, Action<FabricDefect> onDefect)
    {
        _endpoint = endpoint;
        _rings = rings;
        _sender = sender;
        _onDefect = onDefect;
        Thread = new Thread(Run) { IsBackground = true, Name = $"fabric-{endpoint.Peer.Name}" };
    }

    internal Thread Thread { get; }

    /// <summary>Begins delivery. False when it had begun.</summary>
    internal bool TryStart(IMessageHandler handler) => Interlocked.CompareExchange(ref _handler, handler, null) is null;

    /// <summary>The connection has ended so; the first reason counts. What the peer published before is still delivered.</summary>
    internal void End(FailureKind why) => Interlocked.CompareExchange(ref _end, (int)why, -1);

    /// <summary>This side wants no more: stops after the message that is being handled.</summary>
    internal void Stop()
    {
        End(FailureKind.None);
        _disposed = true;
    }

    private void Run()
    {
        FailureKind why = Loop();
        _endpoint.Release();
        IMessageHandler? handler = _handler;
        if (handler is not null)
        {
            try
            {
                handler.OnClosed(_endpoint, why);
            }
            catch (Exception e)
            {
                _onDefect(new FabricDefect($"OnClosed of the endpoint to {_endpoint.Peer.Name}", e));
            }
        }

        _endpoint.Finish(why);
    }

    private FailureKind Loop()
    {
        while (!_disposed)
        {
            // Read before the ring is: what was published before the end is then delivered before it.
            int end = _end;
            IMessageHandler? handler = _handler;
            if (end is not (-1 or (int)FailureKind.PeerDown))
            {
                return (FailureKind)end;
            }

            bool worked = handler is not null && Deliver(handler);
            if (end == -1 && _sender.Drain() | worked)
            {
                continue;
            }

            if (end != -1 && !worked)
            {
                if (handler is not null)
                {
                    return (FailureKind)end;
                }

                _endpoint.Announce((FailureKind)end);
            }

            if (!worked)
            {
                Wait(end, handler);
            }
        }

        return (FailureKind)_end;
    }

    private bool Deliver(IMessageHandler handler)
    {
        int delivered = 0;
        while (delivered < BatchMessages && !_disposed)
        {
            RingRead read = _rings.Reader.TryRead(out ReadOnlySpan<byte> message);
            if (read == RingRead.Empty)
            {
                break;
            }

            if (read == RingRead.Corrupt)
            {
                End(FailureKind.Malformed, overPeerDown: true);
                return true;
            }

            try
            {
                handler.OnMessage(_endpoint, message);
            }
            catch (Exception e)
            {
                _onDefect(new FabricDefect($"OnMessage of the endpoint to {_endpoint.Peer.Name}", e));
                End(FailureKind.Internal, overPeerDown: true);
                return true;
            }

            _rings.Reader.Free();
            delivered++;
        }

        if (delivered != 0 && _rings.Reader.TakeSpaceRequest())
        {
            _rings.Peers.Ring();
        }

        return delivered != 0;
    }

    private void End(FailureKind why, bool overPeerDown)
    {
        if (overPeerDown)
        {
            Interlocked.CompareExchange(ref _end, (int)why, (int)FailureKind.PeerDown);
        }

        End(why);
    }

    private void Wait(int end, IMessageHandler? handler)
    {
        if (Spin(end, handler))
        {
            return;
        }

        _rings.Mine.Arm();
        if (IsReady(end, handler))
        {
            _rings.Mine.Disarm();
            return;
        }

        long before = Stopwatch.GetTimestamp();
        if (_rings.Mine.Sleep(BackstopMilliseconds))
        {
            _spin.Slept(Stopwatch.GetElapsedTime(before));
        }
        else if (end == -1 && _endpoint.IsPeerGone())
        {
            End(FailureKind.PeerDown);
        }
    }

    private bool Spin(int end, IMessageHandler? handler)
    {
        int looks = _spin.Looks;
        if (looks == 0)
        {
            return false;
        }

        for (int look = 0; look < looks; look++)
        {
            if (IsReady(end, handler))
            {
                _spin.Found();
                return true;
            }

            Thread.SpinWait(4);
        }

        _spin.Missed();
        return false;
    }

    private bool IsReady(int end, IMessageHandler? handler) =>
        (handler is not null && _rings.Reader.HasMessage) || _sender.CanDrain || _disposed || _end != end || _handler != handler;
}
