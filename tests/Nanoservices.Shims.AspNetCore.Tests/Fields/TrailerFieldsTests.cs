using Nanoservices.Shims.AspNetCore.Fields;
using Xunit;

namespace Nanoservices.Shims.AspNetCore.Tests.Fields;

public sealed class TrailerFieldsTests
{
    [Fact]
    public void They_are_checked_as_fields_are()
    {
        TrailerFields trailers = new(encodings: null) { ["X-Sum"] = "1" };
        Assert.Throws<InvalidOperationException>(() => trailers["X Sum"] = "1");
        Assert.Throws<InvalidOperationException>(() => trailers["X-Sum"] = "1\n2");
        Assert.Throws<ArgumentException>(() => trailers.Add("x-sum", "2"));
        Assert.Equal("1", trailers["X-SUM"]);
    }

    [Fact]
    public void After_they_were_sent_they_are_read_only_until_reset()
    {
        TrailerFields trailers = new(encodings: null) { ["X-Sum"] = "1" };
        trailers.SetReadOnly();
        Assert.Throws<InvalidOperationException>(() => trailers["X-Sum"] = "2");
        trailers.Reset();
        Assert.Empty(trailers);
        trailers.ContentLength = 7;
        Assert.Equal(7, trailers.ContentLength);
    }
}
