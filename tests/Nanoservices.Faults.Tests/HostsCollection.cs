using Xunit;

namespace Nanoservices.Faults.Tests;

/// <summary>One after the other: they count what processes hold, and share two cores; and a Host, where they leave one that works.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class HostsCollection : ICollectionFixture<SharedHost>
{
    public const string Name = "faults";
}
