namespace Nanoservices.Shims.Caching.Connection;

/// <summary>Takes the result of what was called with <c>sync</c>: it has ended.</summary>
internal static class Completed
{
    internal static T Result<T>(ValueTask<T> ended) => ended.IsCompleted ? ended.Result : ended.AsTask().GetAwaiter().GetResult();

    internal static void Result(ValueTask ended) => ended.AsTask().GetAwaiter().GetResult();
}
