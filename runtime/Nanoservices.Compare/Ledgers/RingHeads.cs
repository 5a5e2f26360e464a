namespace Nanoservices.Compare.Ledgers;

/// <summary>
/// How much has passed through the rings that a process shares with its peers, read from that process's memory: the word after
/// which bytes were ever published, of both directions of each connection (docs/fabric.md, "Ring").
/// </summary>
internal static class RingHeads
{
    private const string Ring = "nano-ring-";
    private const ulong Magic = 0x474E_4952_4F4E_414E;
    private const int ToListenerHead = 0x180;
    private const int ToDialerHead = 0x280;

    /// <summary>Bytes through all of its rings so far, records' heads and padding included; null when they can't be read.</summary>
    public static long? Of(int process)
    {
        ulong sum = 0;
        foreach (long start in ProcessFiles.Mappings(process, Ring) ?? [])
        {
            if (ProcessFiles.Number(process, start) != Magic
                || ProcessFiles.Number(process, start + ToListenerHead) is not ulong toListener
                || ProcessFiles.Number(process, start + ToDialerHead) is not ulong toDialer)
            {
                return null;
            }

            sum += toListener + toDialer;
        }

        return (long)sum;
    }
}
