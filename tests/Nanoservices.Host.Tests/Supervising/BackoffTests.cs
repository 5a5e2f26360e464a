using Nanoservices.Host.Supervising;
using Xunit;

namespace Nanoservices.Host.Tests.Supervising;

public sealed class BackoffTests
{
    private readonly Backoff _backoff = new();

    [Fact]
    public void The_first_restart_is_at_once_and_later_ones_wait_up_to_a_second()
    {
        double[] delays = [.. Enumerable.Range(0, 9).Select(_ => _backoff.Next(readyFor: null).TotalMilliseconds)];

        Assert.Equal([0, 50, 100, 200, 400, 800, 1000, 1000, 1000], delays);
        Assert.Equal(9, _backoff.FailedStarts);
    }

    [Fact]
    public void A_long_life_forgives()
    {
        for (int i = 0; i < 20; i++)
        {
            _backoff.Next(null);
        }

        Assert.Equal(TimeSpan.Zero, _backoff.Next(TimeSpan.FromSeconds(1)));
        Assert.Equal(0, _backoff.FailedStarts);
        Assert.Equal(TimeSpan.Zero, _backoff.Next(null));
        Assert.Equal(1, _backoff.FailedStarts);
    }

    [Fact]
    public void Short_lives_that_were_ready_slow_down_and_never_give_up()
    {
        for (int i = 0; i < 20; i++)
        {
            _backoff.Next(TimeSpan.FromMilliseconds(1));
        }

        Assert.Equal(TimeSpan.FromSeconds(1), _backoff.Next(TimeSpan.FromMilliseconds(1)));
        Assert.Equal(0, _backoff.FailedStarts);
    }
}
