using Microsoft.CodeAnalysis;

namespace Migrate.Analyzers.Endpoints;

/// <summary>Finds the endpoints of one kind. Implementations keep no state and are safe to share between threads.</summary>
public interface IEndpointFinder
{
    /// <summary>All endpoints of this kind that the compilation's source declares, in the order of the source.</summary>
    IEnumerable<ServiceEndpoint> Find(Compilation compilation, CancellationToken cancellation);
}
