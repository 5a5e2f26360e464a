namespace Nanoservices.Host.Supervising;

/// <summary>The Host's deadlines. Immutable.</summary>
internal sealed record SupervisorOptions
{
    /// <summary>How long a process may run without joining: then it does not call UseNanoservices(), or hangs before.</summary>
    public TimeSpan JoinDeadline { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>When a process that has not joined is first mentioned.</summary>
    public TimeSpan JoinWarning => JoinDeadline / 6;

    /// <summary>How long a nanoservice may send no report: it hangs. They come each second.</summary>
    public TimeSpan SilenceDeadline { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long what is under way may take when the application ends; a little more than .NET's own HostOptions.ShutdownTimeout.</summary>
    public TimeSpan DrainDeadline { get; init; } = TimeSpan.FromSeconds(35);

    /// <summary>How long tcp and cache may take to end after the brains have.</summary>
    public TimeSpan EndDeadline { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How often a nanoservice may end without having been ready before the Host gives up.</summary>
    public int MostFailedStarts { get; init; } = 5;
}
