using Nanoservices.Control.Links;
using Nanoservices.Outcomes;
using Xunit;

namespace Nanoservices.Control.Tests.Links;

public sealed class ControlSettingsTests
{
    [Fact]
    public void Without_variables_there_is_no_Host() => Assert.Null(ControlSettings.From(_ => null));

    [Fact]
    public void All_three_make_settings()
    {
        ControlSettings? settings = Read("/run/x", "brain", "12");

        Assert.Equal(new ControlSettings("/run/x", "brain", 12), settings);
    }

    [Theory]
    [InlineData("/run/x", null, "12")]
    [InlineData(null, "brain", "12")]
    [InlineData("/run/x", "brain", null)]
    [InlineData("/run/x", "brain", "-1")]
    [InlineData("/run/x", "brain", "0")]
    public void A_part_of_them_is_refused(string? socket, string? name, string? host) =>
        Assert.Throws<NanoserviceException>(() => Read(socket, name, host));

    private static ControlSettings? Read(string? socket, string? name, string? host) => ControlSettings.From(variable => variable switch
    {
        ControlSettings.SocketVariable => socket,
        ControlSettings.NameVariable => name,
        ControlSettings.HostVariable => host,
        _ => null,
    });
}
