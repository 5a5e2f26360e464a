using Nanoservices.Outcomes;

namespace Nanoservices.Fabric.Calls;

/// <summary>How a call ended, and its reply when it was Done.</summary>
/// <param name="Outcome">How it ended.</param>
/// <param name="Reply">The reply; default unless Done.</param>
public readonly record struct CallResult<TReply>(Outcome Outcome, TReply? Reply);
