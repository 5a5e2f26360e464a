using System.Diagnostics;
using Nanoservices.Control.Protos;
using Nanoservices.Counters;

namespace Nanoservices.Control.Links;

/// <summary>Makes the protocol's messages of what a nanoservice knows.</summary>
internal static class Reports
{
    public static Report Hello(string name) =>
        new() { Hello = new Hello { Name = name, ProcessId = Environment.ProcessId, ProtocolVersion = ControlProtocol.Version } };

    public static Report Counters(NanoserviceCounters counters, ulong poll, IEnumerable<KeyValuePair<string, long>>? extra)
    {
        Protos.Counters report = new()
        {
            Poll = poll,
            PayloadBytesIn = counters.PayloadBytesIn,
            PayloadBytesOut = counters.PayloadBytesOut,
            Operations = counters.Operations,
            Failures = counters.Failures,
            CpuSeconds = NanoserviceCounters.CpuTime.TotalSeconds,
            Debugged = Debugger.IsAttached,
        };
        foreach (LookEntry look in counters.Looks.Snapshot())
        {
            report.Looks.Add(new Look { Endpoint = look.Endpoint, Reason = look.Reason, Looks = look.Looks, Bytes = look.Bytes });
        }

        foreach ((string name, long value) in counters.Extras.Concat(extra ?? []))
        {
            report.Extra[name] = value;
        }

        return new Report { Counters = report };
    }
}
