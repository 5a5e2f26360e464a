namespace Nanoservices.Tcp.Brains;

/// <summary>
/// The brains that take requests now, used in turn. While there is none (starting, restarting), requests wait for one, bounded
/// in time and number. Thread-safe.
/// </summary>
public sealed class BrainPool(TimeProvider time)
{
    /// <summary>How long a request waits for a brain.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <summary>How many requests may wait.</summary>
    public const int MaxWaiting = 1024;

    private readonly Lock _gate = new();
    private volatile BrainSession[] _taking = [];
    private TaskCompletionSource _arrival = New();
    private ulong _lastId;
    private uint _turn;
    private int _waiting;

    /// <summary>Requests that wait for a brain now.</summary>
    public int Waiting => Volatile.Read(ref _waiting);

    /// <summary>Brains that take requests now.</summary>
    public int Count => _taking.Length;

    /// <summary>The id of a new exchange: unique for the life of this process, never 0.</summary>
    public ulong NextId() => Interlocked.Increment(ref _lastId);

    /// <summary>The next brain, or null when there is none now.</summary>
    public BrainSession? Pick()
    {
        BrainSession[] taking = _taking;
        return taking.Length switch
        {
            0 => null,
            1 => taking[0],
            _ => taking[Interlocked.Increment(ref _turn) % (uint)taking.Length],
        };
    }

    /// <summary>
    /// A brain, as soon as there is one; null when none came within what is left of <see cref="Patience"/> since
    /// <paramref name="start"/>, the client has gone, or <see cref="MaxWaiting"/> wait already.
    /// </summary>
    public async ValueTask<BrainSession?> WaitAsync(long start, CancellationToken gone)
    {
        if (Interlocked.Increment(ref _waiting) > MaxWaiting)
        {
            Interlocked.Decrement(ref _waiting);
            return null;
        }

        try
        {
            while (true)
            {
                Task arrival;
                lock (_gate)
                {
                    arrival = _arrival.Task;
                }

                if (Pick() is BrainSession brain)
                {
                    return brain;
                }

                TimeSpan left = Patience - time.GetElapsedTime(start);
                await arrival.WaitAsync(left > TimeSpan.Zero ? left : TimeSpan.Zero, time, gone);
            }
        }
        catch (Exception e) when (e is TimeoutException or OperationCanceledException)
        {
            return null;
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
        }
    }

    /// <summary>The brain takes requests from now on.</summary>
    public void Add(BrainSession brain)
    {
        TaskCompletionSource arrival;
        lock (_gate)
        {
            if (_taking.Contains(brain))
            {
                return;
            }

            _taking = [.. _taking, brain];
            (arrival, _arrival) = (_arrival, New());
        }

        arrival.SetResult();
    }

    /// <summary>The brain takes no more requests.</summary>
    public void Remove(BrainSession brain)
    {
        lock (_gate)
        {
            _taking = [.. _taking.Where(other => other != brain)];
        }
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
