namespace Nanoservices.Semantics.Tests.Suite;

/// <summary>
/// A case of docs/semantics.md: what is said to the server. Everything that comes back and everything the app saw is compared.
/// </summary>
/// <param name="Number">Its number there; 0 for the general run of requests and answers.</param>
/// <param name="Name">Unique.</param>
/// <param name="Run">Talks to one server.</param>
public sealed record SemanticsCase(int Number, string Name, Func<Talk, Task> Run)
{
    /// <summary>One GET.</summary>
    public static SemanticsCase Get(int number, string path, string fields = "") =>
        new(number, $"GET {path}{Short(fields)}", talk => talk.ExchangeAsync($"GET {path.Replace("{run}", talk.Run, StringComparison.Ordinal)}", fields));

    /// <summary>One request with another method.</summary>
    public static SemanticsCase Send(int number, string line, string fields = "", string? body = null) =>
        new(number, $"{line}{Short(fields)}", talk => talk.ExchangeAsync(line.Replace("{run}", talk.Run, StringComparison.Ordinal), fields, body));

    /// <summary>One GET that waits at its gate until the client has seen some of the body.</summary>
    public static SemanticsCase Gated(int number, string path, int first) =>
        new(number, $"gated GET {path}", talk => talk.GatedAsync($"GET {path}", first));

    public override string ToString() => $"{Number:00} {Name}";

    private static string Short(string fields) => fields.Length == 0 ? "" : " " + fields.ReplaceLineEndings(" ").Trim();
}
