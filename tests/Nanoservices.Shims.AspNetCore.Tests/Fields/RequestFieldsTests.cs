using Nanoservices.Shims.AspNetCore.Fields;
using Nanoservices.Wire;
using Xunit;

namespace Nanoservices.Shims.AspNetCore.Tests.Fields;

public sealed class RequestFieldsTests
{
    [Fact]
    public void Repeated_lines_are_one_field_in_their_order()
    {
        RequestFields fields = new([new Field("Cookie", "a=1"), new Field("X-A", "x"), new Field("cookie", "b=2")]);
        Assert.Equal(2, fields.Count);
        Assert.Equal("a=1|b=2", string.Join("|", fields["COOKIE"].ToArray()));
        Assert.Equal(["Cookie", "X-A"], fields.Keys);
    }

    [Theory]
    [InlineData("12", 12)]
    [InlineData("x", null)]
    [InlineData("-2", null)]
    public void Content_length_is_a_number_or_nothing(string text, int? length) =>
        Assert.Equal(length, new RequestFields([new Field("Content-Length", text)]).ContentLength);
}
