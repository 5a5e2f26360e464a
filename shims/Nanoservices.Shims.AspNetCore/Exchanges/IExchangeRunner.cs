namespace Nanoservices.Shims.AspNetCore.Exchanges;

/// <summary>Runs the app for a request. Thread-safe.</summary>
internal interface IExchangeRunner
{
    /// <summary>Begins to run it on the thread pool; returns at once.</summary>
    void Start(Exchange exchange);
}
