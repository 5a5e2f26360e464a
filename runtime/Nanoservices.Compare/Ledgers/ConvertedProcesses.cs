using Grpc.Core;
using Nanoservices.Control.Links;
using Nanoservices.Control.Protos;

namespace Nanoservices.Compare.Ledgers;

/// <summary>The converted app's processes: those of its Host, asked over the control socket, or the one it is in.</summary>
internal sealed class ConvertedProcesses(string? controlSocket, int? process) : IDisposable
{
    private readonly HostClient? _host = controlSocket is null ? null : new HostClient(controlSocket);

    /// <summary>Readings of all of them now; none when neither a socket nor a process was given.</summary>
    /// <exception cref="RpcException">The Host does not answer.</exception>
    public async Task<IReadOnlyList<Reading>> ReadAsync(CancellationToken cancellation)
    {
        if (_host is null)
        {
            return process is { } only ? [Reading.Of("converted", "brain", only)] : [];
        }

        StatusReply status = await _host.GetStatusAsync(fresh: true, cancellation);
        return [.. status.Nanoservices.Select(Read)];
    }

    public void Dispose() => _host?.Dispose();

    private static Reading Read(NanoserviceStatus one)
    {
        Control.Protos.Counters counters = one.Counters ?? new Control.Protos.Counters();
        return Reading.Of(one.Name, one.Kind, one.ProcessId) with
        {
            PayloadBytes = counters.PayloadBytesIn + counters.PayloadBytesOut,
            Extra = counters.Extra.ToDictionary(e => e.Key, e => e.Value),
            Looks = counters.Looks.ToDictionary(look => $"{look.Endpoint}: {look.Reason}", look => look.Bytes),
        };
    }
}
