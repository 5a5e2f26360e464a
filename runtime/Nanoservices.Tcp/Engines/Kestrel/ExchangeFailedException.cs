namespace Nanoservices.Tcp.Engines.Kestrel;

/// <summary>
/// Thrown through Kestrel so that it ends a response as for an app that threw: 500, or the connection is closed. Kestrel's own
/// log of it is dropped (<see cref="KestrelLogFilter"/>): whoever failed has logged why.
/// </summary>
internal sealed class ExchangeFailedException(string message) : Exception(message);
