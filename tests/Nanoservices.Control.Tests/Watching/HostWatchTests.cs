using System.Diagnostics;
using Nanoservices.Control.Watching;
using Xunit;

namespace Nanoservices.Control.Tests.Watching;

public sealed class HostWatchTests : IDisposable
{
    private static readonly TimeSpan Guard = TimeSpan.FromSeconds(20);

    private readonly Process _host = Process.Start("sleep", "600");
    private readonly TaskCompletionSource _died = new();
    private readonly TaskCompletionSource _exited = new();

    public void Dispose()
    {
        _host.Kill();
        _host.WaitForExit();
        _host.Dispose();
    }

    [Fact]
    public async Task The_death_of_the_Host_calls_back_and_then_ends_the_process()
    {
        using HostWatch watch = HostWatch.Start(_host.Id, () => _died.SetResult(), TimeSpan.FromMilliseconds(50), () => _exited.SetResult());
        Assert.False(_died.Task.IsCompleted);

        _host.Kill();

        await _died.Task.WaitAsync(Guard);
        await _exited.Task.WaitAsync(Guard);
    }

    [Fact]
    public async Task A_callback_that_blocks_or_throws_does_not_keep_the_process()
    {
        using ManualResetEventSlim block = new();
        using HostWatch blocked = HostWatch.Start(_host.Id, () => block.Wait(Guard), TimeSpan.FromMilliseconds(50), () => _exited.SetResult());
        using HostWatch thrown = HostWatch.Start(_host.Id, () => throw new InvalidOperationException(), TimeSpan.FromMilliseconds(50), () => _died.SetResult());

        _host.Kill();

        await _exited.Task.WaitAsync(Guard);
        await _died.Task.WaitAsync(Guard);
        block.Set();
    }

    [Fact]
    public async Task A_Host_that_is_dead_already_counts_as_dying_now()
    {
        _host.Kill();
        await _host.WaitForExitAsync();

        using HostWatch watch = HostWatch.Start(_host.Id, () => _died.SetResult(), TimeSpan.FromMilliseconds(50), () => _exited.SetResult());

        await _died.Task.WaitAsync(Guard);
        await _exited.Task.WaitAsync(Guard);
    }

    [Fact]
    public void A_watch_that_was_disposed_ends_nothing()
    {
        HostWatch watch = HostWatch.Start(_host.Id, () => _died.SetResult(), TimeSpan.FromMilliseconds(50), () => _exited.SetResult());

        watch.Dispose(); // Returns when its thread has ended.
        _host.Kill();
        _host.WaitForExit();

        Assert.False(_died.Task.IsCompleted || _exited.Task.IsCompleted);
    }
}
