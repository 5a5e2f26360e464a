using Nanoservices.Control.Links;
using Nanoservices.Control.Watching;
using Nanoservices.Fabric.Context;
using Nanoservices.Fabric.SharedMemory;
using Nanoservices.Outcomes;

namespace Nanoservices.InProcess.Joining;

/// <summary>The app's place under a Host. Thread-safe.</summary>
internal sealed class JoinedHome : IAsyncDisposable, IDisposable
{
    private static readonly TimeSpan JoinDeadline = TimeSpan.FromSeconds(30);

    private readonly TaskCompletionSource _hostDied = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly HostWatch _watch;
    private int _disposed;

    private JoinedHome(ControlSettings settings)
    {
        // Never disposed: it must end the process even when the app goes on after its host was disposed.
        _watch = HostWatch.Start(settings.HostProcessId, () => _hostDied.TrySetResult());
        HostLinkOptions options = new() { Fabric = FabricOf, JoinDeadline = JoinDeadline };
        Link = Task.Run(() => HostLink.JoinAsync(settings, options));
    }

    /// <summary>The link; faults when the Host could not be joined.</summary>
    public Task<HostLink> Link { get; }

    /// <summary>Completes when the Host has died; the process ends within half a second.</summary>
    public Task HostDied => _hostDied.Task;

    /// <summary>The app's place; waits until it is known, at most for the deadline of joining.</summary>
    /// <exception cref="NanoserviceException">The Host could not be joined.</exception>
    public NanoserviceContext Context => Link.GetAwaiter().GetResult().Context;

    /// <summary>Begins to join.</summary>
    public static JoinedHome Begin(ControlSettings settings) => new(settings);

    /// <inheritdoc/>
    public void Dispose() => Task.Run(() => DisposeAsync().AsTask()).GetAwaiter().GetResult();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 0 && Link.IsCompletedSuccessfully)
        {
            HostLink link = await Link;
            await link.DisposeAsync();
            await link.Context.Fabric.DisposeAsync();
            link.Context.Counters.Dispose();
        }
    }

    private static SharedMemoryFabric FabricOf(string name) => name == "shared-memory"
        ? new SharedMemoryFabric()
        : throw new NanoserviceException(
            $"This app has no fabric '{name}'; use packages of the Host's version", Outcome.NotStarted(FailureKind.Refused));
}
