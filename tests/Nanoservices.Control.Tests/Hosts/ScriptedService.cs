using Grpc.Core;
using Nanoservices.Control.Protos;

namespace Nanoservices.Control.Tests.Hosts;

/// <summary>Runs the script.</summary>
public sealed class ScriptedService(HostScript script) : Protos.Control.ControlBase
{
    public override Task Join(IAsyncStreamReader<Report> requestStream, IServerStreamWriter<Directive> responseStream, ServerCallContext context) =>
        script(requestStream, responseStream, context.CancellationToken);
}
