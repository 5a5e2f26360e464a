using Xunit;

namespace Nanoservices.Testing.Conformance;

/// <summary>Guards against a hang. Never a measure: what a test asserts does not depend on them.</summary>
public static class Waits
{
    /// <summary>Long enough for anything on a loaded machine.</summary>
    public static readonly TimeSpan Guard = TimeSpan.FromSeconds(30);

    /// <summary>Waits for it, or fails.</summary>
    public static Task Within(Task task) => task.WaitAsync(Guard);

    /// <summary>Waits for it, or fails.</summary>
    public static Task<T> Within<T>(Task<T> task) => task.WaitAsync(Guard);

    /// <summary>Waits for it, or fails.</summary>
    public static Task<T> Within<T>(ValueTask<T> task) => task.AsTask().WaitAsync(Guard);

    /// <summary>Looks until it is so, or fails.</summary>
    public static async Task Until(Func<bool> condition, string what)
    {
        using CancellationTokenSource guard = new(Guard);
        while (!condition())
        {
            Assert.False(guard.IsCancellationRequested, $"Not within {Guard}: {what}");
            await Task.Delay(5);
        }
    }
}
