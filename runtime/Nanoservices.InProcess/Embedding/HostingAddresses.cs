namespace Nanoservices.InProcess.Embedding;

/// <summary>What ASP.NET Core's hosting told the server: ASPNETCORE_URLS and the like. Immutable.</summary>
/// <param name="Urls">The addresses.</param>
/// <param name="Preferred">Whether they outrank the endpoints of Kestrel's configuration.</param>
internal sealed record HostingAddresses(IReadOnlyList<string> Urls, bool Preferred)
{
    /// <summary>Before the server was started.</summary>
    public static HostingAddresses None { get; } = new([], Preferred: false);
}
