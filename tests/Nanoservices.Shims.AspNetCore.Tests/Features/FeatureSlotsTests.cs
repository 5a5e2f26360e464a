using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Nanoservices.Shims.AspNetCore.Features;
using Nanoservices.Shims.AspNetCore.Tests.Support;
using Xunit;

namespace Nanoservices.Shims.AspNetCore.Tests.Features;

public sealed class FeatureSlotsTests
{
    // docs/equivalence.md: features of the connection, and of Kestrel's own.
    private static readonly string[] OfHttp = ["Microsoft.AspNetCore.Http", "Microsoft.AspNetCore.Routing"];

    [Fact]
    public Task Every_feature_of_an_HTTP_request_on_Kestrel_is_there() => Oracle.AssertSameAsync(context => string.Join('\n', context.Features
        .Select(feature => feature.Key)
        .Select(type => type.FullName!)
        .Where(name => OfHttp.Any(part => name.StartsWith(part, StringComparison.Ordinal))).Order(StringComparer.Ordinal)));

    [Fact]
    public void A_known_place_is_replaced_removed_and_counted_as_a_revision()
    {
        FeatureSlots slots = new([typeof(IQueryFeature), typeof(IItemsFeature)], [null, new ItemsFeature()]);
        Assert.Null(slots.Get<IQueryFeature>());
        Assert.Equal(0, slots.Revision);
        ItemsFeature other = new();
        slots.Set<IItemsFeature>(other);
        Assert.Same(other, slots[typeof(IItemsFeature)]);
        slots.Set<IItemsFeature>(null);
        Assert.Null(slots.Get<IItemsFeature>());
        Assert.Equal(2, slots.Revision);
    }

    [Fact]
    public void An_unknown_type_is_added_enumerated_and_removed()
    {
        FeatureSlots slots = new([typeof(IItemsFeature)], [new ItemsFeature()]);
        slots.Set("extra");
        Assert.Equal("extra", slots.Get<string>());
        Assert.Equal([typeof(IItemsFeature), typeof(string)], slots.Select(pair => pair.Key));
        slots.Set<string>(null);
        Assert.Single(slots);
        Assert.Throws<ArgumentNullException>(() => slots[null!]);
    }
}
