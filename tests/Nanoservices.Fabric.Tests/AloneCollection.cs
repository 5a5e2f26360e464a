using Xunit;

namespace Nanoservices.Fabric.Tests;

/// <summary>Tests that count what the whole process holds, or that need the machine's time: one after the other.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class AloneCollection
{
    public const string Name = "alone";
}
