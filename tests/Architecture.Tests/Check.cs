using Xunit;

namespace Architecture.Tests;

/// <summary>Asserts that a rule has no offenders, and names them all when it has.</summary>
internal static class Check
{
    public static void None(IEnumerable<object> offenders)
    {
        List<string> all = [.. offenders.Select(o => o.ToString()!)];
        Assert.True(all.Count == 0, string.Join(Environment.NewLine, all.Prepend($"{all.Count} offend:")));
    }
}
