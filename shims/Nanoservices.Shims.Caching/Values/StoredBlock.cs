using Nanoservices.Handles;
using Nanoservices.Outcomes;

namespace Nanoservices.Shims.Caching.Values;

/// <summary>How the storing of bytes ended.</summary>
/// <param name="Outcome">NotStarted(NoSpace): they do not fit in the region.</param>
/// <param name="Handle">When Done: the sealed block, leased by this process.</param>
/// <param name="Hash">When Done: of exactly the bytes that are in the block.</param>
internal readonly record struct StoredBlock(Outcome Outcome, Handle Handle, UInt128 Hash);
