using Nanoservices.Fabric.Contract;
using Nanoservices.Outcomes;

namespace Nanoservices.Testing.Conformance;

/// <summary>A handler that keeps what arrives and checks that it is called as the contract says.</summary>
public sealed class Recorder : IMessageHandler
{
    private readonly TaskCompletionSource<FailureKind> _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock _gate = new();
    private readonly List<byte[]> _messages = [];
    private int _inside;

    /// <summary>What was called against the contract; null when nothing was.</summary>
    public string? Violation { get; private set; }

    /// <summary>Called within OnMessage, before the message counts.</summary>
    public Action<IEndpoint, byte[]>? OnEach { get; init; }

    /// <summary>How many have arrived.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _messages.Count;
            }
        }
    }

    /// <summary>What has arrived.</summary>
    public IReadOnlyList<byte[]> Messages
    {
        get
        {
            lock (_gate)
            {
                return [.. _messages];
            }
        }
    }

    /// <summary>Completes with OnClosed.</summary>
    public Task<FailureKind> Closed => _closed.Task;

    /// <summary>Waits until that many have arrived.</summary>
    public Task HasAsync(int count) => Waits.Until(() => Count >= count, $"{count} messages, has {Count}");

    /// <inheritdoc/>
    public void OnMessage(IEndpoint endpoint, ReadOnlySpan<byte> message)
    {
        Enter(nameof(OnMessage));
        byte[] copy = message.ToArray();
        try
        {
            OnEach?.Invoke(endpoint, copy);
        }
        finally
        {
            lock (_gate)
            {
                _messages.Add(copy);
            }

            Interlocked.Decrement(ref _inside);
        }
    }

    /// <inheritdoc/>
    public void OnClosed(IEndpoint endpoint, FailureKind why)
    {
        Enter(nameof(OnClosed));
        if (!_closed.TrySetResult(why))
        {
            Violation ??= "OnClosed was called twice.";
        }

        Interlocked.Decrement(ref _inside);
    }

    private void Enter(string what)
    {
        if (Interlocked.Increment(ref _inside) != 1)
        {
            Violation ??= $"{what} was called while another call was under way.";
        }

        if (_closed.Task.IsCompleted)
        {
            Violation ??= $"{what} was called after OnClosed.";
        }
    }
}
