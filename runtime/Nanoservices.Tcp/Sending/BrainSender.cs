using Microsoft.Extensions.Logging;
using Nanoservices.Fabric.Contract;
using Nanoservices.Outcomes;
using Nanoservices.Wire;

namespace Nanoservices.Tcp.Sending;

/// <summary>
/// Sends messages to one brain. A brain that takes nothing for <see cref="Deadline"/> is hung: its connection is closed, which
/// aborts its exchanges as its death would. Thread-safe.
/// </summary>
internal sealed class BrainSender(IEndpoint endpoint, ILogger logger)
{
    /// <summary>How long a message waits for credit.</summary>
    internal static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    // The fabric's queue of waiting senders is bounded; beyond it senders come again.
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(5);

    /// <summary>Who it is.</summary>
    internal PeerIdentity Brain => endpoint.Peer;

    /// <summary>A file that the brain passed; null when it did not, or has gone.</summary>
    internal PassedFile? TakeFile(ulong id)
    {
        try
        {
            return endpoint.TakeFile(id);
        }
        catch (NanoserviceException e) when (e.Outcome.Failure is FailureKind.NotFound or FailureKind.PeerDown)
        {
            return null;
        }
    }

    /// <summary>Sends a message now, or as soon as there is credit; takes the writer back into the pool when it is sent.</summary>
    internal ValueTask<Outcome> SendAsync(WireWriter writer, ReadOnlyMemory<byte> tail = default)
    {
        ReadOnlyMemory<byte> head = writer.Finish(tail.Length);
        Outcome outcome = endpoint.TrySend(head.Span, tail.Span);
        if (outcome.Failure == FailureKind.QueueFull)
        {
            return SendSlowlyAsync(writer, head, tail);
        }

        Writers.Return(writer);
        return new ValueTask<Outcome>(outcome);
    }

    /// <summary>The same, for callers that can't wait: a failure closes the connection, so nothing is lost silently.</summary>
    internal void Send(WireWriter writer)
    {
        ValueTask<Outcome> sent = SendAsync(writer);
        if (!sent.IsCompletedSuccessfully)
        {
            // Never faults: failures are outcomes, and SendSlowlyAsync deals with them.
            _ = sent.AsTask();
        }
    }

    /// <summary>The brain broke the protocol: closes its connection.</summary>
    internal void Refuse(Exception why)
    {
        logger.LogError(why, "Brain {Brain} of epoch {Epoch} breaks the exchange protocol; its connection is closed", Brain.Name, Brain.Epoch);
        Close();
    }

    private async ValueTask<Outcome> SendSlowlyAsync(WireWriter writer, ReadOnlyMemory<byte> head, ReadOnlyMemory<byte> tail)
    {
        long start = TimeProvider.System.GetTimestamp();
        Outcome outcome = await endpoint.SendAsync(head, tail, Deadline);
        while (outcome.Failure == FailureKind.QueueFull && TimeProvider.System.GetElapsedTime(start) < Deadline)
        {
            await Task.Delay(Pause);
            outcome = await endpoint.SendAsync(head, tail, Deadline);
        }

        Writers.Return(writer);
        if (!outcome.IsDone && outcome.Failure != FailureKind.PeerDown)
        {
            logger.LogError("Brain {Brain} of epoch {Epoch} took no message for {Deadline}: {Outcome}; its connection is closed", Brain.Name, Brain.Epoch, Deadline, outcome);
            Close();
        }

        return outcome;
    }

    private void Close() => _ = endpoint.DisposeAsync().AsTask();
}
