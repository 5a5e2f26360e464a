using Grpc.Core;
using Grpc.Net.Client;
using Nanoservices.Control.Protos;
using Nanoservices.Fabric.Context;
using Nanoservices.Outcomes;

namespace Nanoservices.Control.Links;

/// <summary>
/// A nanoservice's link to its Host, for its life (docs/control.md): it reports health and counters, and takes the Host's
/// directives. Thread-safe.
/// </summary>
public sealed class HostLink : IAsyncDisposable
{
    private static readonly TimeSpan CloseDeadline = TimeSpan.FromSeconds(2);

    private readonly GrpcChannel _channel;
    private readonly AsyncDuplexStreamingCall<Report, Directive> _call;
    private readonly CancellationTokenSource _stop;
    private readonly HostLinkOptions _options;
    private readonly Outbox _outbox;
    private readonly TaskCompletionSource<TimeSpan> _drain = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task _sending;
    private int _disposed;

    internal HostLink(
        GrpcChannel channel,
        AsyncDuplexStreamingCall<Report, Directive> call,
        CancellationTokenSource stop,
        NanoserviceContext context,
        HostLinkOptions options)
    {
        _channel = channel;
        _call = call;
        _stop = stop;
        _options = options;
        Context = context;
        _outbox = new Outbox(call.RequestStream, context.Counters, options);
        _sending = SendAsync();
        Ended = ReceiveAsync();
    }

    /// <summary>What the Host told. The link owns neither the fabric nor the counters: both outlive it.</summary>
    public NanoserviceContext Context { get; }

    /// <summary>Completes when the Host wants the nanoservice to take nothing new; with the time that what is under way has.</summary>
    public Task<TimeSpan> DrainRequested => _drain.Task;

    /// <summary>Completes when the link has ended; never faults.</summary>
    public Task<LinkEnd> Ended { get; }

    /// <summary>Joins the Host.</summary>
    /// <exception cref="NanoserviceException">PeerDown: nobody serves the socket; DeadlinePassed; Refused: with the Host's reason.</exception>
    public static Task<HostLink> JoinAsync(ControlSettings settings, HostLinkOptions options, CancellationToken cancellation = default) =>
        Joining.JoinAsync(settings, options, cancellation);

    /// <summary>Reports that it serves.</summary>
    /// <param name="addresses">Where a TCP nanoservice listens; otherwise none.</param>
    public void ReportReady(params IEnumerable<string> addresses)
    {
        Health health = new() { State = HealthState.Ready };
        health.Addresses.AddRange(addresses);
        _outbox.Post(health);
    }

    /// <summary>Reports that it takes nothing new.</summary>
    public void ReportDraining() => _outbox.Post(new Health { State = HealthState.Draining });

    /// <summary>Reports why it is about to end.</summary>
    public void ReportFailed(string reason) => _outbox.Post(new Health { State = HealthState.Failed, Reason = reason });

    /// <summary>Sends the last reports and ends the link; within two seconds.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
        {
            return;
        }

        _outbox.Complete();
        await Task.WhenAny(_sending, Ended, Task.Delay(CloseDeadline));
        await _stop.CancelAsync();
        await Task.WhenAll(_sending, Ended);
        _call.Dispose();
        _channel.Dispose();
        _outbox.Dispose();
        _stop.Dispose();
    }

    private async Task SendAsync()
    {
        try
        {
            await _outbox.RunAsync(_stop.Token);
        }
        catch (Exception exception) when (IsStreamEnd(exception))
        {
            // The reader sees the same end, and says how.
        }
    }

    private async Task<LinkEnd> ReceiveAsync()
    {
        try
        {
            while (await _call.ResponseStream.MoveNext(_stop.Token))
            {
                if (!Take(_call.ResponseStream.Current))
                {
                    return LinkEnd.Refused;
                }
            }
        }
        catch (Exception exception) when (IsStreamEnd(exception))
        {
            // Told apart below.
        }

        _drain.TrySetCanceled();
        return _stop.IsCancellationRequested || Volatile.Read(ref _disposed) != 0 ? LinkEnd.Closed : LinkEnd.HostGone;
    }

    private static bool IsStreamEnd(Exception exception) =>
        exception is RpcException or OperationCanceledException or IOException or InvalidOperationException;

    private bool Take(Directive directive)
    {
        switch (directive.KindCase)
        {
            case Directive.KindOneofCase.Peer:
                _options.PeerChanged?.Invoke(Welcomes.ToIdentity(directive.Peer));
                break;
            case Directive.KindOneofCase.Drain:
                _drain.TrySetResult(TimeSpan.FromMilliseconds(directive.Drain.DeadlineMs));
                break;
            case Directive.KindOneofCase.Poll:
                _outbox.Answer(directive.Poll.Number);
                break;
            case Directive.KindOneofCase.Refusal:
                return false;
            default:
                break; // A newer Host's: the versions say that it may be ignored.
        }

        return true;
    }
}
