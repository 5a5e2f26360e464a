namespace Migrate.Analyzers.Catalog;

/// <summary>Library code that is known to look at the bytes it is given.</summary>
/// <param name="Prefix">Metadata name of a type, or a namespace with a dot at its end.</param>
/// <param name="Verb">What it does to the bytes, in the past tense.</param>
/// <param name="MayWrite">Whether it may change them or give out a way to change them.</param>
public sealed record LookApi(string Prefix, string Verb, bool MayWrite = false);
