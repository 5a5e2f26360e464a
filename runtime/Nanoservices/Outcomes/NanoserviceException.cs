namespace Nanoservices.Outcomes;

/// <summary>
/// An outcome that was not Done, where only an exception can carry it: through an API of .NET or ASP.NET Core.
/// It is an <see cref="IOException"/>, which is what such APIs throw for a lost connection or disk.
/// </summary>
public sealed class NanoserviceException : IOException
{
    /// <summary>Creates it. <paramref name="what"/> says what was tried, on which nanoservice, and what to do.</summary>
    public NanoserviceException(string what, Outcome outcome)
        : base($"{what}: {outcome}") => Outcome = outcome;

    /// <summary>How the operation ended.</summary>
    public Outcome Outcome { get; }
}
