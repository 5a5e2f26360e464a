using Nanoservices.Tcp.Exchanges;
using Nanoservices.Tcp.Tests.Support;
using Xunit;

namespace Nanoservices.Tcp.Tests.Exchanges;

public sealed class AsyncSignalTests
{
    [Fact]
    public async Task A_signal_before_the_wait_is_kept_once()
    {
        AsyncSignal signal = new();
        signal.Set();
        signal.Set();
        Assert.True(signal.WaitAsync().AsTask().IsCompletedSuccessfully);
        Task second = signal.WaitAsync().AsTask();
        Assert.False(second.IsCompleted);
        signal.Set();
        await second.Guarded();
    }

    [Fact]
    public async Task No_signal_is_lost_between_threads()
    {
        const int Rounds = 20_000;
        AsyncSignal there = new();
        AsyncSignal back = new();
        Task echo = Task.Run(async () =>
        {
            for (int i = 0; i < Rounds; i++)
            {
                await there.WaitAsync();
                back.Set();
            }
        });
        for (int i = 0; i < Rounds; i++)
        {
            there.Set();
            await back.WaitAsync();
        }

        await echo.Guarded();
    }
}
