using Nanoservices.Control.Interop;

namespace Nanoservices.Control.Watching;

/// <summary>
/// Ends this process when its Host has died (docs/control.md): calls back at once, then ends it the hard way when the grace is
/// over. Waits on a thread of its own: neither a starved thread pool nor a blocked app delays it. Linux 5.3 and later. Thread-safe.
/// </summary>
public sealed class HostWatch : IDisposable
{
    /// <summary>Exit code of a process whose Host has died.</summary>
    public const int ExitCode = 75;

    /// <summary>How long the callback has, unless told otherwise.</summary>
    public static readonly TimeSpan DefaultGrace = TimeSpan.FromMilliseconds(500);

    private static readonly TimeSpan StopDeadline = TimeSpan.FromSeconds(5);

    private readonly PidFd? _host;
    private readonly EventFd _stop = new();
    private readonly Action _died;
    private readonly Action _exit;
    private readonly TimeSpan _grace;
    private readonly TaskCompletionSource _watched = new();

    private HostWatch(int processId, Action died, TimeSpan grace, Action exit)
    {
        _host = PidFd.TryOpen(processId);
        _died = died;
        _exit = exit;
        _grace = grace;
    }

    /// <summary>Begins to watch. A Host that is dead already counts as dying now.</summary>
    /// <param name="processId">The Host's.</param>
    /// <param name="died">Called once, on a pool thread; what it throws is dropped, for the process ends anyway.</param>
    /// <param name="grace">How long until the process ends.</param>
    /// <param name="exit">Ends the process; <see cref="HardExit"/> unless told otherwise (tests).</param>
    /// <exception cref="System.ComponentModel.Win32Exception">The kernel is older than 5.3, or no descriptor is left.</exception>
    public static HostWatch Start(int processId, Action died, TimeSpan? grace = null, Action? exit = null)
    {
        HostWatch watch = new(processId, died, grace ?? DefaultGrace, exit ?? (() => HardExit.Now(ExitCode)));
        new Thread(watch.Run) { IsBackground = true, Name = "nanoservices host watch" }.Start();
        return watch;
    }

    /// <summary>Stops watching. After the Host's death it does not stop the end. Once.</summary>
    public void Dispose()
    {
        _stop.Set();

        // The thread is in poll, which the event ends, or has left it; after that it touches none of these.
        if (_watched.Task.Wait(StopDeadline))
        {
            _host?.Dispose();
            _stop.Dispose();
        }
    }

    private void Run()
    {
        bool died = _host is null || _host.WaitForExit(_stop, time: null);
        _watched.SetResult();
        if (!died)
        {
            return;
        }

        ThreadPool.UnsafeQueueUserWorkItem(
            died =>
            {
                try
                {
                    died();
                }
                catch (Exception)
                {
                    // The process ends within the grace; nothing could be done with it.
                }
            },
            _died,
            preferLocal: false);

        // Not the stop event: a Dispose out of the callback must not save the process.
        using (EventFd never = new())
        {
            never.Wait(_grace);
        }

        _exit();
    }
}
