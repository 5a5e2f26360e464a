using System.IO.Pipelines;
using System.Runtime.CompilerServices;

namespace Nanoservices.Tcp.Exchanges;

/// <summary>
/// Reads a request's body so that a read that waits for the client can be ended from outside, leaving the engine's body as it
/// was: what was not consumed stays for the engine to drain. One reader, any thread stops.
/// </summary>
internal sealed class StoppableReader
{
    private readonly Lock _gate = new();
    private PipeReader _reader = null!;
    private bool _reading;
    private bool _stopped;

    /// <summary>Whether it was stopped.</summary>
    internal bool IsStopped
    {
        get
        {
            lock (_gate)
            {
                return _stopped;
            }
        }
    }

    /// <summary>For the next body.</summary>
    internal void Reset(PipeReader reader)
    {
        lock (_gate)
        {
            _reader = reader;
            _stopped = false;
        }
    }

    /// <summary>The next bytes; null when stopped. Follow it with <see cref="AdvanceTo"/>. Throws what the engine throws.</summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    internal async ValueTask<ReadResult?> ReadAsync()
    {
        while (TryEnter())
        {
            ReadResult result;
            try
            {
                result = await _reader.ReadAsync();
            }
            finally
            {
                Leave();
            }

            if (!result.IsCanceled)
            {
                return result;
            }

            _reader.AdvanceTo(result.Buffer.Start);
        }

        return null;
    }

    /// <summary>Consumes up to here.</summary>
    internal void AdvanceTo(SequencePosition consumed) => _reader.AdvanceTo(consumed);

    /// <summary>Ends a read that waits, and all later ones.</summary>
    internal void Stop()
    {
        lock (_gate)
        {
            _stopped = true;
            if (_reading)
            {
                CancelRead();
            }
        }
    }

    private void CancelRead()
    {
        try
        {
            // Not a token: the engine takes a cancelled read for one that is still under way, and drops the connection.
            _reader.CancelPendingRead();
        }
        catch (OperationCanceledException)
        {
            // The exchange was aborted: the engine's reader refuses, and the connection's end is what ends the read.
        }
    }

    private bool TryEnter()
    {
        lock (_gate)
        {
            return _reading = !_stopped;
        }
    }

    private void Leave()
    {
        lock (_gate)
        {
            _reading = false;
        }
    }
}
