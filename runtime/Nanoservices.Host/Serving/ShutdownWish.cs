namespace Nanoservices.Host.Serving;

/// <summary>Somebody wants the application to end.</summary>
/// <param name="Who">Who, for the log.</param>
/// <param name="Drain">How long what is under way may take; null: the Host's own deadline.</param>
internal sealed record ShutdownWish(string Who, TimeSpan? Drain);
