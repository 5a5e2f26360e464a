using Nanoservices.Semantics.Tests.Placements;
using Xunit;

namespace Nanoservices.Semantics.Tests;

/// <summary>All tests share the running placements.</summary>
[CollectionDefinition(Name)]
public sealed class PlacementCollection : ICollectionFixture<PlacementFixture>
{
    public const string Name = "placements";
}
