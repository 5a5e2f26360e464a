using System.Net.Sockets;
using Grpc.Core;
using Microsoft.AspNetCore.Connections.Features;
using Nanoservices.Control.Links;
using Nanoservices.Control.Protos;
using Nanoservices.Host.Rosters;

namespace Nanoservices.Host.Serving;

/// <summary>The Host's side of the control protocol (docs/control.md).</summary>
internal sealed class ControlService(Roster roster, ShutdownRequests shutdowns) : Control.Protos.Control.ControlBase
{
    // A process that has connected but says nothing is no nanoservice.
    private static readonly TimeSpan HelloDeadline = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan PollDeadline = TimeSpan.FromSeconds(2);

    public override async Task Join(
        IAsyncStreamReader<Report> requestStream, IServerStreamWriter<Directive> responseStream, ServerCallContext context)
    {
        using CancellationTokenSource ended = CancellationTokenSource.CreateLinkedTokenSource(context.CancellationToken);
        Joined joined = await GreetAsync(requestStream, context, ended.Token);
        if (joined.Seat is null || joined.Session is null)
        {
            await responseStream.WriteAsync(new Directive { Refusal = new Refusal { Reason = joined.Refusal } }, ended.Token);
            return;
        }

        // Whichever side ends first ends the other: the nanoservice has left, or its life is over.
        Task sending = SendAsync(joined.Session, responseStream, ended.Token);
        Task receiving = ReceiveAsync(joined.Seat, joined.Session, requestStream, ended.Token);
        await Task.WhenAny(sending, receiving);
        roster.Leave(joined.Seat, joined.Session);
        await sending;
        await ended.CancelAsync();
        await receiving;
    }

    public override async Task<StatusReply> GetStatus(StatusRequest request, ServerCallContext context)
    {
        if (request.Fresh)
        {
            await roster.PollAsync(PollDeadline, context.CancellationToken);
        }

        return roster.Status();
    }

    public override Task<ShutdownReply> Shutdown(ShutdownRequest request, ServerCallContext context)
    {
        shutdowns.Ask("a client of the control socket", request.DeadlineMs > 0 ? TimeSpan.FromMilliseconds(request.DeadlineMs) : null);
        return Task.FromResult(new ShutdownReply());
    }

    private static int ProcessOf(ServerCallContext context)
    {
        Socket? socket = context.GetHttpContext().Features.Get<IConnectionSocketFeature>()?.Socket;
        return socket is null ? 0 : PeerCredentials.Of(socket).ProcessId;
    }

    private static async Task SendAsync(Session session, IServerStreamWriter<Directive> directives, CancellationToken cancellation)
    {
        try
        {
            await foreach (Directive directive in session.Directives.ReadAllAsync(cancellation))
            {
                await directives.WriteAsync(directive, cancellation);
            }
        }
        catch (Exception exception) when (IsStreamEnd(exception))
        {
            // The nanoservice is gone.
        }
    }

    private static bool IsStreamEnd(Exception exception) =>
        exception is OperationCanceledException or IOException or RpcException or InvalidOperationException;

    private async Task<Joined> GreetAsync(IAsyncStreamReader<Report> reports, ServerCallContext context, CancellationToken cancellation)
    {
        using CancellationTokenSource deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        deadline.CancelAfter(HelloDeadline);
        return await reports.MoveNext(deadline.Token) && reports.Current.KindCase == Report.KindOneofCase.Hello
            ? roster.Join(reports.Current.Hello, ProcessOf(context))
            : new Joined(null, null, "its first message is no Hello");
    }

    private async Task ReceiveAsync(Seat seat, Session session, IAsyncStreamReader<Report> reports, CancellationToken cancellation)
    {
        try
        {
            while (await reports.MoveNext(cancellation))
            {
                roster.Report(seat, session, reports.Current);
            }
        }
        catch (Exception exception) when (IsStreamEnd(exception))
        {
            // The nanoservice is gone, or its life is over.
        }
    }
}
