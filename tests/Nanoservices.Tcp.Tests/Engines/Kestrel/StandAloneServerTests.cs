using Nanoservices.Outcomes;
using Nanoservices.Tcp.Tests.Support;
using Nanoservices.Wire;
using Xunit;

namespace Nanoservices.Tcp.Tests.Engines.Kestrel;

public sealed class StandAloneServerTests
{
    [Fact]
    public async Task Https_is_refused_by_name_with_what_to_do()
    {
        await using TcpSite site = await TcpSite.StartAsync(new KestrelUnderTest(), withBrain: false);
        ScriptedBrain brain = await site.DialAsync();
        ListenReply reply = await brain.ListenAsync("https://localhost:5001");
        Assert.Equal(Outcome.NotStarted(FailureKind.Refused), reply.Outcome);
        Assert.Contains("https://localhost:5001", reply.Reason, StringComparison.Ordinal);
        Assert.Contains("'listen' in the placement", reply.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://127.0.0.1:99999")]
    [InlineData("nonsense")]
    public async Task Nonsense_is_refused(string address)
    {
        await using TcpSite site = await TcpSite.StartAsync(new KestrelUnderTest(), withBrain: false);
        ScriptedBrain brain = await site.DialAsync();
        Assert.Equal(Outcome.NotStarted(FailureKind.Refused), (await brain.ListenAsync(address)).Outcome);
    }

    [Fact]
    public async Task Limits_are_honoured()
    {
        await using TcpSite site = await TcpSite.StartAsync(new KestrelUnderTest(), withBrain: false);
        await site.BrainAsync((ServerSetting.MaxRequestHeaderCount, 2), (ServerSetting.MaxRequestLineSize, 20));
        await using RawClient many = await site.ClientAsync();
        await many.GetAsync("/", "A: 1\r\nB: 2\r\n");
        Assert.Equal(431, (await many.ResponseAsync()).Status);
        await using RawClient longer = await site.ClientAsync();
        await longer.GetAsync("/0123456789012345678901234567890");
        Assert.Equal(414, (await longer.ResponseAsync()).Status);
        Assert.Equal(0, site.Brain.RequestsSeen);
    }
}
