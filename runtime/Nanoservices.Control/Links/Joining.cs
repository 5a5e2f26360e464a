using Grpc.Core;
using Grpc.Net.Client;
using Nanoservices.Control.Protos;
using Nanoservices.Outcomes;

namespace Nanoservices.Control.Links;

/// <summary>The first two messages of a link: Hello and Welcome.</summary>
internal static class Joining
{
    public static async Task<HostLink> JoinAsync(ControlSettings settings, HostLinkOptions options, CancellationToken cancellation)
    {
        GrpcChannel channel = ControlChannel.Open(settings.SocketPath, settings.HostProcessId);
        CancellationTokenSource stop = new();
        AsyncDuplexStreamingCall<Report, Directive>? call = null;
        try
        {
            using CancellationTokenSource deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            deadline.CancelAfter(options.JoinDeadline);

            // The call outlives the deadline of joining: only a join that fails is cancelled.
            CancellationTokenRegistration abort = deadline.Token.UnsafeRegister(source => ((CancellationTokenSource)source!).Cancel(), stop);
            call = new Protos.Control.ControlClient(channel).Join(cancellationToken: stop.Token);
            await call.RequestStream.WriteAsync(Reports.Hello(settings.Name), stop.Token);
            Welcome welcome = await ReadWelcomeAsync(call.ResponseStream, settings, stop.Token);
            abort.Dispose();
            stop.Token.ThrowIfCancellationRequested();
            return new HostLink(channel, call, stop, Welcomes.ToContext(welcome, settings.Name, options.Fabric(welcome.Fabric)), options);
        }
        catch (Exception exception)
        {
            call?.Dispose();
            channel.Dispose();
            cancellation.ThrowIfCancellationRequested();
            bool late = stop.IsCancellationRequested;
            stop.Dispose();
            throw exception is NanoserviceException ? exception : Failed(settings, options, exception, late);
        }
    }

    private static async Task<Welcome> ReadWelcomeAsync(
        IAsyncStreamReader<Directive> directives, ControlSettings settings, CancellationToken cancellation)
    {
        if (!await directives.MoveNext(cancellation))
        {
            throw new IOException("the Host ended the stream");
        }

        Directive first = directives.Current;
        return first.KindCase switch
        {
            Directive.KindOneofCase.Welcome => first.Welcome,
            Directive.KindOneofCase.Refusal => throw new NanoserviceException(
                $"The Host at {settings.SocketPath} refuses the nanoservice '{settings.Name}': {first.Refusal.Reason}",
                Outcome.NotStarted(FailureKind.Refused)),
            _ => throw new IOException($"the Host began with {first.KindCase}, not Welcome"),
        };
    }

    private static NanoserviceException Failed(ControlSettings settings, HostLinkOptions options, Exception exception, bool late)
    {
        string where = $"The nanoservice '{settings.Name}' could not join its Host (process {settings.HostProcessId}) at {settings.SocketPath}";
        string what = late ? $" within {options.JoinDeadline.TotalSeconds:0.#} s" : $" ({Reason(exception)})";
        string remedy = $". Start it with `nanoservices run`, or unset {ControlSettings.SocketVariable} to run in one process";
        return new NanoserviceException(where + what + remedy, Outcome.NotStarted(late ? FailureKind.DeadlinePassed : FailureKind.PeerDown));
    }

    private static string Reason(Exception exception) => exception switch
    {
        RpcException { Status.DebugException: Exception inner } => Reason(inner),
        { InnerException: Exception inner } => Reason(inner),
        RpcException rpc => rpc.Status.Detail,
        _ => exception.Message,
    };
}
