using Nanoservices.Compare.Mixes;

namespace Nanoservices.Compare.Running;

/// <summary>One way in which two answers to a request differ. Immutable.</summary>
/// <param name="Request">The request.</param>
/// <param name="What">status, field, trailer, framing, body, end.</param>
/// <param name="Original">The original's.</param>
/// <param name="Converted">The converted one's.</param>
internal sealed record Difference(PlannedRequest Request, string What, string Original, string Converted);
