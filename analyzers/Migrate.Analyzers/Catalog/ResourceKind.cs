namespace Migrate.Analyzers.Catalog;

/// <summary>The hardware resource that an API spends.</summary>
public enum ResourceKind
{
    /// <summary>The network towards the service's own clients.</summary>
    ClientNetwork,

    /// <summary>Memory that holds cached objects.</summary>
    MemoryCache,

    /// <summary>The network towards other services.</summary>
    OutboundNetwork,

    /// <summary>Disks and files.</summary>
    Storage,

    /// <summary>Processor time spent on a payload's bytes (hashing, compression).</summary>
    Processor,
}
