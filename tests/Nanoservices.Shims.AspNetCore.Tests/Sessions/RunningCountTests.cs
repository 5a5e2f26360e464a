using Nanoservices.Shims.AspNetCore.Sessions;
using Xunit;

namespace Nanoservices.Shims.AspNetCore.Tests.Sessions;

public sealed class RunningCountTests
{
    [Fact]
    public void It_is_idle_when_the_last_has_ended()
    {
        RunningCount running = new();
        Assert.True(running.WhenIdleAsync().IsCompleted);
        running.Began();
        running.Began();
        Task idle = running.WhenIdleAsync();
        running.Ended();
        Assert.False(idle.IsCompleted);
        running.Ended();
        Assert.True(idle.IsCompletedSuccessfully);
        running.Began();
        Assert.False(running.WhenIdleAsync().IsCompleted);
    }
}
