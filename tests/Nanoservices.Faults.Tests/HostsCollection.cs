using Xunit;

namespace Nanoservices.Faults.Tests;

/// <summary>One after the other: they count what processes hold, and share two cores.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class HostsCollection
{
    public const string Name = "faults";
}
