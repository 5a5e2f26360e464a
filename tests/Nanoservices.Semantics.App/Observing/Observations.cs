using System.Collections.Concurrent;

namespace Nanoservices.Semantics.App.Observing;

/// <summary>The observations of all requests, by the id that the client gave. Thread-safe.</summary>
public sealed class Observations
{
    private readonly ConcurrentDictionary<string, Observation> _byId = new();
    private readonly ConcurrentDictionary<string, Observation> _byTrace = new();
    private readonly AsyncLocal<Observation?> _current = new();

    /// <summary>The observation of the request that runs now.</summary>
    public Observation? Current => _current.Value;

    /// <summary>Starts observing a request.</summary>
    public Observation Begin(string id, string trace)
    {
        Observation observation = _byId.GetOrAdd(id, static _ => new Observation());
        _byTrace[trace] = observation;
        _current.Value = observation;
        return observation;
    }

    /// <summary>The observation of an id, or null when no such request reached the app.</summary>
    public Observation? Find(string id) => _byId.GetValueOrDefault(id);

    /// <summary>The observation of the request with a trace identifier.</summary>
    public Observation? FindByTrace(string trace) => _byTrace.GetValueOrDefault(trace);
}
