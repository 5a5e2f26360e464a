using Nanoservices.Counters;

namespace Nanoservices.Payloads;

/// <summary>
/// What the brain knows of the request it is working on: the payloads that live as long as it does, and under which endpoint looks are
/// counted. Flows with the async context. Adding is thread-safe.
/// </summary>
public sealed class PayloadScope : IDisposable
{
    private static readonly AsyncLocal<PayloadScope?> Ambient = new();

    private readonly Lock _gate = new();
    private readonly LookLedger _ledger;
    private readonly Func<string> _endpoint;
    private List<Payload>? _payloads;
    private bool _ended;

    /// <summary>Creates a scope; <paramref name="endpoint"/> names the endpoint when a look is counted.</summary>
    public PayloadScope(LookLedger ledger, Func<string> endpoint)
    {
        _ledger = ledger;
        _endpoint = endpoint;
    }

    /// <summary>The scope of the code that runs now, or null outside of a request.</summary>
    public static PayloadScope? Current
    {
        get => Ambient.Value;
        set => Ambient.Value = value;
    }

    /// <summary>Makes a payload end with this scope; one that comes after the end is ended at once.</summary>
    public void Add(Payload payload)
    {
        lock (_gate)
        {
            if (!_ended)
            {
                (_payloads ??= []).Add(payload);
                return;
            }
        }

        payload.Dispose();
    }

    /// <summary>Counts payload bytes that came into this process because code looked at them.</summary>
    public void Materialised(string reason, long bytes) => _ledger.Add(_endpoint(), reason, bytes);

    /// <summary>Ends the payloads.</summary>
    public void Dispose()
    {
        List<Payload>? payloads;
        lock (_gate)
        {
            _ended = true;
            payloads = _payloads;
            _payloads = null;
        }

        foreach (Payload payload in payloads ?? [])
        {
            payload.Dispose();
        }
    }
}
