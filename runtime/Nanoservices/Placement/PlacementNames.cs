namespace Nanoservices.Placement;

/// <summary>The rule for names of applications, boxes and nanoservices.</summary>
internal static class PlacementNames
{
    public const string Rule = "Use 1 to 64 letters (a-z, A-Z), digits, '.', '_' and '-', beginning with a letter or digit";

    private const int MaxLength = 64;

    /// <summary>Names go into file names, log prefixes and the fabric's handshake: nothing exotic.</summary>
    public static bool IsValid(string name) =>
        name.Length is > 0 and <= MaxLength
        && char.IsAsciiLetterOrDigit(name[0])
        && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-');
}
