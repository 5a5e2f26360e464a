namespace Nanoservices.Compare.Http;

/// <summary>What is kept of an answer: all of its head, and of its body length, hash and beginning. Immutable.</summary>
internal sealed record Answer
{
    public string StatusLine { get; init; } = "";

    /// <summary>In their order.</summary>
    public IReadOnlyList<Field> Fields { get; init; } = [];

    public IReadOnlyList<Field> Trailers { get; init; } = [];

    public Framing Framing { get; init; }

    /// <summary>Body bytes that came, without framing.</summary>
    public long BodyLength { get; init; }

    /// <summary>SHA-256 of them, in hexadecimal.</summary>
    public string BodyHash { get; init; } = "";

    /// <summary>The first of them, at most 32.</summary>
    public ReadOnlyMemory<byte> BodyStart { get; init; }

    public AnswerEnd End { get; init; }

    /// <summary>Whether another request may follow on the connection.</summary>
    public bool KeepsConnection =>
        End == AnswerEnd.Complete && Framing != Framing.UntilClose && !HasToken("Connection", "close");

    /// <summary>Whether a field has a value that contains a token, case ignored.</summary>
    public bool HasToken(string name, string token) =>
        Fields.Any(f => f.Name.Equals(name, StringComparison.OrdinalIgnoreCase) && f.Value.Contains(token, StringComparison.OrdinalIgnoreCase));
}
