using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Migrate.Analyzers.Catalog;

namespace Migrate.Analyzers.Flows;

/// <summary>
/// Follows payloads in one compilation: within a method, and through private methods and local functions. Nothing is
/// computed before a source is seen. Safe to share between threads.
/// </summary>
public sealed class FlowAnalysis
{
    private readonly FlowContext _context;

    private FlowAnalysis(FlowContext context) => _context = context;

    /// <summary>The names that the analysis speaks of, resolved.</summary>
    public BoundCatalog Catalog => _context.Catalog;

    /// <summary>An analysis of a compilation; null when it references no source or no sink.</summary>
    public static FlowAnalysis? Create(Compilation compilation)
        => BoundCatalog.Create(compilation) is { } catalog ? new FlowAnalysis(new FlowContext(compilation, catalog)) : null;

    /// <summary>The flow that starts at a call; null when the call is no source.</summary>
    public PayloadFlow? Follow(IInvocationOperation call, CancellationToken cancellation)
    {
        if (!_context.Catalog.TryGetSource(call, out SourceApi? api))
        {
            return null;
        }

        // One semantic model a tree, so that symbols and operations met on different ways are the same.
        IOperation? own = _context.References.Model(call.Syntax.SyntaxTree).GetOperation(call.Syntax, cancellation);
        return own is IInvocationOperation start ? new FlowTracker(_context, cancellation).Follow(api, start) : null;
    }
}
