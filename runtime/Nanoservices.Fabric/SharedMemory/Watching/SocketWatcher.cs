using System.Collections.Concurrent;
using Nanoservices.Fabric.Defects;
using Nanoservices.Fabric.SharedMemory.Interop;

namespace Nanoservices.Fabric.SharedMemory.Watching;

/// <summary>
/// One thread that sees the end of every peer, takes new connections and received descriptors, whatever the thread pool is
/// busy with. Thread-safe.
/// </summary>
internal sealed class SocketWatcher : IDisposable
{
    /// <summary>How often it looks after deadlines.</summary>
    internal const int TickMilliseconds = 100;

    private readonly Epoll _epoll = new();
    private readonly ConcurrentDictionary<ulong, Watch> _watches = new();
    private readonly Action<FabricDefect> _onDefect;
    private readonly Thread _thread;
    private ulong _lastKey = Epoll.WakeKey;
    private volatile bool _stopped;

    /// <summary>Starts its thread.</summary>
    internal SocketWatcher(Action<FabricDefect> onDefect)
    {
        _onDefect = onDefect;
        _thread = new Thread(Run) { IsBackground = true, Name = "fabric-watch" };
        _thread.Start();
    }

    /// <summary>Looks after a socket until it is told otherwise; the key is for <see cref="Remove"/>.</summary>
    internal ulong Add(FileDescriptor socket, IWatched watched)
    {
        ulong key = Interlocked.Increment(ref _lastKey);
        _watches[key] = new Watch(socket, watched);
        try
        {
            _epoll.Add(socket, key);
        }
        catch
        {
            _watches.TryRemove(key, out _);
            throw;
        }

        return key;
    }

    /// <summary>Looks after it no more. Before the socket is closed. A call that is under way may still end afterwards.</summary>
    internal void Remove(ulong key)
    {
        if (_watches.TryRemove(key, out Watch? watch) && !_stopped)
        {
            _epoll.Remove(watch.Socket);
        }
    }

    /// <summary>Ends the thread. Not on the thread itself.</summary>
    public void Dispose()
    {
        _stopped = true;
        _epoll.Wake();
        _thread.Join();
        _epoll.Dispose();
    }

    private void Run()
    {
        Span<ulong> keys = stackalloc ulong[64];
        long lastTick = Environment.TickCount64;
        while (!_stopped)
        {
            int count = _epoll.Wait(keys, TickMilliseconds);
            for (int i = 0; i < count && !_stopped; i++)
            {
                if (_watches.TryGetValue(keys[i], out Watch? watch))
                {
                    Tell(keys[i], watch, static watched => watched.OnReady());
                }
            }

            if (Environment.TickCount64 - lastTick >= TickMilliseconds)
            {
                lastTick = Environment.TickCount64;
                foreach ((ulong key, Watch watch) in _watches)
                {
                    Tell(key, watch, static watched => watched.OnTick());
                }
            }
        }
    }

    private void Tell(ulong key, Watch watch, Func<IWatched, bool> tell)
    {
        bool keep = false;
        try
        {
            keep = tell(watch.Watched);
        }
        catch (Exception e)
        {
            _onDefect(new FabricDefect($"the watcher of {watch.Watched.Description}", e));
        }

        if (!keep)
        {
            Remove(key);
        }
    }

    private sealed record Watch(FileDescriptor Socket, IWatched Watched);
}
