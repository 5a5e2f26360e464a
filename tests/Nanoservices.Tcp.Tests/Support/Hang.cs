using Xunit;

namespace Nanoservices.Tcp.Tests.Support;

/// <summary>The guard against hangs: far beyond what any step takes.</summary>
internal static class Hang
{
    internal static readonly TimeSpan Guard = TimeSpan.FromSeconds(30);

    internal static Task<T> Guarded<T>(this Task<T> task) => task.WaitAsync(Guard);

    internal static Task Guarded(this Task task) => task.WaitAsync(Guard);

    internal static async Task UntilAsync(Func<bool> holds, string what)
    {
        using CancellationTokenSource guard = new(Guard);
        while (!holds())
        {
            Assert.False(guard.IsCancellationRequested, $"Never: {what}");
            await Task.Delay(5);
        }
    }
}
