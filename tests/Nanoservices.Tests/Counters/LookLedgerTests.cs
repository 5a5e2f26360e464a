using Nanoservices.Counters;
using Xunit;

namespace Nanoservices.Tests.Counters;

public sealed class LookLedgerTests
{
    [Fact]
    public void It_adds_up_by_endpoint_and_reason()
    {
        LookLedger ledger = new();
        ledger.Add("GET /a", "r", 3);
        ledger.Add("GET /a", "r", 4);
        ledger.Add("GET /b", "r", 5);
        Assert.Equal(12, ledger.TotalBytes);
        Assert.Contains(new LookEntry("GET /a", "r", 2, 7), ledger.Snapshot());
    }

    [Fact]
    public void It_is_bounded_and_loses_no_byte()
    {
        LookLedger ledger = new();
        for (int i = 0; i < LookLedger.MaxEntries + 100; i++)
        {
            ledger.Add($"GET /{i}", "r", 1);
        }

        Assert.Equal(LookLedger.MaxEntries + 100, ledger.TotalBytes);
        Assert.True(ledger.Snapshot().Count <= LookLedger.MaxEntries + 1);
    }
}
