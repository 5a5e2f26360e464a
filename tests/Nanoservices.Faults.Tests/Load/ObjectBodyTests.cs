using Xunit;

namespace Nanoservices.Faults.Tests.Load;

/// <summary>The proof of bodies finds what it must find.</summary>
public sealed class ObjectBodyTests
{
    [Theory]
    [InlineData(ObjectBody.HeadBytes)]
    [InlineData(41)]
    [InlineData(1000)]
    [InlineData(100_003)]
    public void Every_change_shows(int length)
    {
        byte[] body = ObjectBody.Make(7, 3, 99, length);
        Assert.Equal((3, null), ObjectBody.Check(body, 7));
        for (int at = 0; at < length; at += 1 + (length / 97))
        {
            body[at] ^= 1;
            Assert.NotNull(ObjectBody.Check(body, 7).Wrong);
            body[at] ^= 1;
        }

        body[^1] ^= 0x80;
        Assert.NotNull(ObjectBody.Check(body, 7).Wrong);
        body[^1] ^= 0x80;
        Assert.NotNull(ObjectBody.Check(body.AsSpan(0, length - 1), 7).Wrong);
        Assert.NotNull(ObjectBody.Check([.. body, 0], 7).Wrong);
        Assert.NotNull(ObjectBody.Check(body, 8).Wrong);
    }

    [Fact]
    public void A_mixture_of_two_versions_shows()
    {
        byte[] body = ObjectBody.Make(7, 3, 99, 100_000);
        ObjectBody.Make(7, 4, 99, 100_000).AsSpan(65_536).CopyTo(body.AsSpan(65_536));
        Assert.NotNull(ObjectBody.Check(body, 7).Wrong);
    }
}
