namespace Nanoservices.Placement;

/// <summary>The kinds of nanoservices, as written in placements and exchanged by peers.</summary>
public static class NanoserviceKinds
{
    /// <summary>The user's ASP.NET app: the control path.</summary>
    public const string Brain = "brain";

    /// <summary>Holds the clients' connections.</summary>
    public const string Tcp = "tcp";

    /// <summary>Holds cached values and bodies on their way.</summary>
    public const string Cache = "cache";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } = [Brain, Tcp, Cache];
}
