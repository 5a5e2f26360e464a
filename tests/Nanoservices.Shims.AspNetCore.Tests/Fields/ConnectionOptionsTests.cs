using Microsoft.Extensions.Primitives;
using Nanoservices.Shims.AspNetCore.Fields;
using Xunit;

namespace Nanoservices.Shims.AspNetCore.Tests.Fields;

public sealed class ConnectionOptionsTests
{
    [Theory]
    [InlineData("", false, true)]
    [InlineData("", true, false)]
    [InlineData("close", false, false)]
    [InlineData("Close", false, false)]
    [InlineData("keep-alive", true, true)]
    [InlineData("foo, Keep-Alive ,bar", true, true)]
    [InlineData("keep-alive, close", true, false)]
    [InlineData("closer", false, true)]
    public void A_connection_is_kept_as_RFC_9112_says(string options, bool http10, bool kept) =>
        Assert.Equal(kept, ConnectionOptions.KeepsAlive(options, http10));

    [Fact]
    public void An_option_may_stand_in_any_line() =>
        Assert.True(ConnectionOptions.Has(new StringValues(["a, b", "upgrade"]), "Upgrade"));
}
