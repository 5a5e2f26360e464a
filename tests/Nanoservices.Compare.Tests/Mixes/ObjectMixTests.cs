using Nanoservices.Compare.Mixes;
using Xunit;

namespace Nanoservices.Compare.Tests.Mixes;

public sealed class ObjectMixTests
{
    [Fact]
    public void A_seed_means_the_same_requests() => Assert.Equal(Requests(7, 1, 500), Requests(7, 1, 500));

    [Fact]
    public void Clients_have_keys_of_their_own() => Assert.Empty(
        Requests(7, 1, 500).Select(r => r.Target).Intersect(Requests(7, 2, 500).Select(r => r.Target)));

    [Fact]
    public void Every_kind_of_request_is_in_it_and_bodies_go_from_one_byte_to_the_largest_magnitude()
    {
        List<PlannedRequest> all = Requests(3, 0, 4000);
        Assert.Equal(["DELETE", "GET", "HEAD", "PUT"], all.Select(r => r.Method).Distinct().Order());
        Assert.Contains(all, r => r.Chunked);
        Assert.Contains(all, r => r.Field is not null);
        Assert.Contains(all, r => r.BodyLength == 0);
        Assert.Contains(all, r => r.BodyLength is > 0 and < 10);
        Assert.Contains(all, r => r.BodyLength > 8 << 20);
        Assert.All(all, r => Assert.InRange(r.BodyLength, -1, 16 << 20));
    }

    [Fact]
    public void A_body_is_the_same_whatever_pieces_it_is_made_in()
    {
        byte[] whole = new byte[4096];
        byte[] pieces = new byte[4096];
        new SeededBytes(5).Fill(whole);
        var source = new SeededBytes(5);
        for (int i = 0; i < pieces.Length; i += 256)
        {
            source.Fill(pieces.AsSpan(i, 256));
        }

        Assert.Equal(whole, pieces);
    }

    private static List<PlannedRequest> Requests(int seed, int client, int count)
    {
        var mix = new ObjectMix(seed, client, 16 << 20);
        List<PlannedRequest> all = [];
        while (all.Count < count)
        {
            all.AddRange(mix.Next(all.Count + 1, count - all.Count));
        }

        return all;
    }
}
