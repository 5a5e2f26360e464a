using System.Runtime.InteropServices;
using Nanoservices.Control.Links;
using Nanoservices.Control.Watching;
using Nanoservices.Fabric.Context;
using Nanoservices.Fabric.SharedMemory;
using Nanoservices.Outcomes;
using Nanoservices.Placement;

namespace Nanoservices.Host.Running;

/// <summary>The command nanoservice: joins the Host, serves until told to end.</summary>
internal static class NanoserviceCommand
{
    /// <summary>Runs the nanoservice of a name. The exit code.</summary>
    public static async Task<int> RunAsync(string name)
    {
        try
        {
            ControlSettings settings = ControlSettings.FromEnvironment()
                ?? throw new NanoserviceException(
                    $"'{name}' has no Host ({ControlSettings.SocketVariable} is not set). Start it with `nanoservices run`",
                    Outcome.NotStarted(FailureKind.Refused));
            using CancellationTokenSource stop = new();
            using HostWatch watch = HostWatch.Start(settings.HostProcessId, stop.Cancel);
            using PosixSignalRegistration terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal =>
            {
                signal.Cancel = true;
                stop.Cancel();
            });
            return await JoinAsync(settings with { Name = name }, stop.Token);
        }
        catch (NanoserviceException exception)
        {
            await Console.Error.WriteLineAsync($"error: {exception.Message}");
            return exception.Outcome.Failure is FailureKind.PeerDown or FailureKind.Refused ? NanoserviceExit.HostGone : NanoserviceExit.Failed;
        }
    }

    private static async Task<int> JoinAsync(ControlSettings settings, CancellationToken stop)
    {
        IRunning? running = null;
        HostLinkOptions options = new()
        {
            Fabric = FabricOf,
            Extra = () => Volatile.Read(ref running)?.Extra() ?? [],
        };
        await using HostLink link = await HostLink.JoinAsync(settings, options, stop);
        await using var fabric = link.Context.Fabric;
        using var counters = link.Context.Counters;
        using ILoggerFactory loggers = LoggerFactory.Create(builder => builder
            .AddSimpleConsole(console => console.SingleLine = true).SetMinimumLevel(LogLevel.Warning));
        try
        {
            await using IRunning made = Make(link.Context, loggers);
            Volatile.Write(ref running, made);
            await made.StartAsync(stop);
            return await ServeAsync(made, link, stop);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return NanoserviceExit.Success;
        }
        catch (Exception exception) when (exception is NanoserviceException or ArgumentException or IOException)
        {
            await Console.Error.WriteLineAsync($"error: {exception.Message}");
            link.ReportFailed(exception.Message);
            return NanoserviceExit.Failed;
        }
    }

    private static SharedMemoryFabric FabricOf(string name) => name == "shared-memory"
        ? new SharedMemoryFabric()
        : throw new NanoserviceException($"This program has no fabric '{name}'; use a Host of its version", Outcome.NotStarted(FailureKind.Refused));

    private static IRunning Make(NanoserviceContext context, ILoggerFactory loggers) => context.Self.Kind switch
    {
        NanoserviceKinds.Tcp => new RunningTcp(context, loggers),
        NanoserviceKinds.Cache => new RunningCache(context),
        _ => throw new ArgumentException($"'{context.Self.Name}' is of kind {context.Self.Kind}, which is not run by this program"),
    };

    private static async Task<int> ServeAsync(IRunning running, HostLink link, CancellationToken stop)
    {
        TaskCompletionSource stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);
        using CancellationTokenRegistration registration = stop.UnsafeRegister(_ => stopped.TrySetResult(), null);
        link.ReportReady(running.Addresses);
        Task reporting = ReportAddressesAsync(running, link, stopped.Task);
        Task first = await Task.WhenAny(stopped.Task, link.Ended, link.DrainRequested);
        if (first == link.DrainRequested && link.DrainRequested.IsCompletedSuccessfully)
        {
            link.ReportDraining();
            await running.DrainAsync(await link.DrainRequested);
            await Task.WhenAny(stopped.Task, link.Ended);
        }

        bool asked = stopped.Task.IsCompleted;
        stopped.TrySetResult();
        await reporting;
        return asked ? NanoserviceExit.Success : NanoserviceExit.HostGone;
    }

    /// <summary>Clients may connect only once a brain has asked for it.</summary>
    private static async Task ReportAddressesAsync(IRunning running, HostLink link, Task stopped)
    {
        using PeriodicTimer timer = new(TimeSpan.FromMilliseconds(100));
        IReadOnlyList<string> reported = running.Addresses;
        while (!stopped.IsCompleted && !link.DrainRequested.IsCompleted)
        {
            if (!running.Addresses.SequenceEqual(reported))
            {
                reported = [.. running.Addresses];
                link.ReportReady(reported);
            }

            await Task.WhenAny(stopped, timer.WaitForNextTickAsync().AsTask());
        }
    }
}
