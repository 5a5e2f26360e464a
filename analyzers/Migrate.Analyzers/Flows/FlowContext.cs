using Microsoft.CodeAnalysis;
using Migrate.Analyzers.Catalog;

namespace Migrate.Analyzers.Flows;

/// <summary>What all flows of one compilation share. Safe to share between threads.</summary>
internal sealed class FlowContext(Compilation compilation, BoundCatalog catalog)
{
    private readonly object _gate = new();
    private FlowEnd[]? _resultLooks;
    private BodySwap[]? _bodySwaps;

    public BoundCatalog Catalog { get; } = catalog;

    public ReferenceFinder References { get; } = new(compilation);

    public IAssemblySymbol Assembly => compilation.Assembly;

    /// <summary>Code anywhere in the compilation that looks into results or asks for their type; found once, when first needed.</summary>
    public IReadOnlyList<FlowEnd> ResultLooks(CancellationToken cancellation)
    {
        lock (_gate)
        {
            return _resultLooks ??= [.. Flows.ResultLooks.Find(References, compilation, cancellation)];
        }
    }

    /// <summary>Code anywhere in the compilation that puts another stream in a body's place; found once, when first needed.</summary>
    public IReadOnlyList<BodySwap> BodySwaps(CancellationToken cancellation)
    {
        lock (_gate)
        {
            return _bodySwaps ??= [.. Flows.BodySwaps.Find(References, Catalog, cancellation)];
        }
    }
}
