namespace Nanoservices.Placement.Json;

/// <summary>Why a text is no JSON.</summary>
/// <param name="At">Byte offset.</param>
/// <param name="Problem">What is wrong there.</param>
internal sealed record SyntaxError(long At, string Problem);
