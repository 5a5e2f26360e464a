using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Nanoservices.Shims.AspNetCore.Features;
using Nanoservices.Shims.AspNetCore.Tests.Support;
using Xunit;

namespace Nanoservices.Shims.AspNetCore.Tests.Features;

public sealed class FeatureSlotsTests
{
    // docs/equivalence.md: they belong to a connection that is in another nanoservice.
    private static readonly string[] NotCarried =
    [
        "Microsoft.AspNetCore.Server.Kestrel.Core.Features.IHttpMinRequestBodyDataRateFeature",
        "Microsoft.AspNetCore.Server.Kestrel.Core.Features.IHttpMinResponseDataRateFeature",
    ];

    [Fact]
    public Task Every_feature_of_an_HTTP_request_on_Kestrel_is_there() => Oracle.AssertSameAsync(context => string.Join('\n', context.Features
        .Select(feature => feature.Key)
        .Where(type => type.Namespace!.StartsWith("Microsoft.AspNetCore.Http", StringComparison.Ordinal) && !NotCarried.Contains(type.FullName))
        .Select(type => type.FullName).Order(StringComparer.Ordinal)));

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
