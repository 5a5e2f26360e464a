using System.Globalization;
using Nanoservices.Compare.Ledgers;

namespace Nanoservices.Compare.Reports;

/// <summary>
/// Whether a brain's claim that no payload byte passed through it stands up to what can be seen from outside of it: a brain that
/// counts wrongly, or not at all, is found out by the system's own books (docs/compare.md, "Evidence"). Immutable.
/// </summary>
/// <param name="brain">Its process.</param>
/// <param name="payloadPerRequest">Bytes of body that a request and its answer had on average.</param>
internal sealed class BrainEvidence(ProcessCost brain, double payloadPerRequest)
{
    // "A few KiB" a request (docs/semantics.md, Evidence): heads, plans and log lines, no bodies.
    private const double MostBytesPerRequest = 4096;

    /// <summary>The process.</summary>
    public ProcessCost Brain { get; } = brain;

    /// <summary>Whether bodies are large enough for the figures to tell bodies from heads.</summary>
    public bool IsTelling => payloadPerRequest >= 4 * MostBytesPerRequest;

    /// <summary>What speaks against the claim, as sentences; empty: nothing does.</summary>
    public IReadOnlyList<string> Against => [.. Objections()];

    /// <summary>What could not be seen, as sentences.</summary>
    public IReadOnlyList<string> Unseen => [.. Gaps()];

    /// <summary>
    /// Whether the rings could be read, too: it takes root where kernel.yama.ptrace_scope is 1, as on Ubuntu. Without them the claim
    /// rests on sockets, mappings and io.
    /// </summary>
    public bool SawRings => Brain.RingBytesPerRequest is not null;

    /// <summary>Whether the claim was seen to hold.</summary>
    public bool IsConfirmed => Against.Count == 0 && Unseen.Count == 0;

    private IEnumerable<string> Objections()
    {
        if (Brain.PayloadBytes != 0)
        {
            yield return Text($"it counted {Brain.PayloadBytes:N0} payload bytes itself");
        }

        if (Brain.InternetSockets > 0)
        {
            yield return Text($"it holds {Brain.InternetSockets} internet sockets");
        }

        if (Brain.RegionMappings > 0)
        {
            yield return Text($"it has mapped {Brain.RegionMappings} payload regions");
        }

        if (Brain.BytesMovedPerRequest > MostBytesPerRequest)
        {
            yield return Text($"it read and wrote {Brain.BytesMovedPerRequest:N0} bytes a request");
        }

        if (Brain.RingBytesPerRequest > MostBytesPerRequest)
        {
            yield return Text($"{Brain.RingBytesPerRequest:N0} bytes a request passed through the rings it shares");
        }
    }

    private IEnumerable<string> Gaps()
    {
        if (!IsTelling)
        {
            yield return Text($"bodies of {payloadPerRequest:N0} bytes on average are too small to tell from heads");
        }

        if (Brain.InternetSockets is null || Brain.RegionMappings is null || Brain.BytesMovedPerRequest is null)
        {
            yield return "its files under /proc can't be read by this user";
        }
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
