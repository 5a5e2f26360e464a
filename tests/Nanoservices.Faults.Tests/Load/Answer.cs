namespace Nanoservices.Faults.Tests.Load;

/// <summary>What came of one request.</summary>
/// <param name="End">How it ended.</param>
/// <param name="Status">The status; 0: none came.</param>
/// <param name="Body">The body; whole only when <paramref name="End"/> is <see cref="End.Complete"/>.</param>
internal sealed record Answer(End End, int Status, ReadOnlyMemory<byte> Body)
{
    /// <summary>A whole answer of success.</summary>
    public bool IsSuccess => End == End.Complete && Status is 200 or 204;

    /// <summary>For counts: a status, or how it ended.</summary>
    public string Name => End == End.Complete ? $"{Status}" : $"{End}";

    /// <summary>Without an answer.</summary>
    public static Answer Without(End end) => new(end, 0, default);
}
