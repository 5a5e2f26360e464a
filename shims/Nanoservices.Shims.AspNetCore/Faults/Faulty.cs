namespace Nanoservices.Shims.AspNetCore.Faults;

/// <summary>Makes exceptions with exactly the words that Kestrel's code gives them.</summary>
internal static class Faulty
{
    /// <summary>With .NET's default message.</summary>
    public static ArgumentOutOfRangeException Argument(string name) => new(name);
}
