using Grpc.Core;
using Nanoservices.Control.Protos;

namespace Nanoservices.Control.Tests.Hosts;

/// <summary>What a Host does with a nanoservice that dials it.</summary>
public delegate Task HostScript(IAsyncStreamReader<Report> reports, IServerStreamWriter<Directive> directives, CancellationToken ended);
