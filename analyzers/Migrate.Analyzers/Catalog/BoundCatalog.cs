using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Migrate.Analyzers.Catalog;

/// <summary>The tables' names resolved to one compilation's symbols, once. Immutable; safe to share between threads.</summary>
public sealed class BoundCatalog
{
    private readonly ImmutableDictionary<ISymbol, BoundSource> _sources;
    private readonly ILookup<ISymbol, BoundSink> _sinks;

    private BoundCatalog(Compilation compilation)
    {
        _sources = BindSources(compilation);
        _sinks = BindSinks(compilation).ToLookup(sink => sink.Method, SymbolEqualityComparer.Default);
        MemoryStream = compilation.GetTypeByMetadataName(TypeNames.MemoryStream);
        HttpRequest = compilation.GetTypeByMetadataName(TypeNames.HttpRequest);
        HttpContext = compilation.GetTypeByMetadataName(TypeNames.HttpContext);
        ControllerBase = compilation.GetTypeByMetadataName(TypeNames.ControllerBase);
        Result = compilation.GetTypeByMetadataName(TypeNames.Result);
        ActionResult = compilation.GetTypeByMetadataName(TypeNames.ActionResult);
    }

    /// <summary><c>System.IO.MemoryStream</c>.</summary>
    public INamedTypeSymbol? MemoryStream { get; }

    /// <summary><c>HttpRequest</c>.</summary>
    public INamedTypeSymbol? HttpRequest { get; }

    /// <summary><c>HttpContext</c>.</summary>
    public INamedTypeSymbol? HttpContext { get; }

    /// <summary><c>ControllerBase</c>.</summary>
    public INamedTypeSymbol? ControllerBase { get; }

    /// <summary><c>IResult</c>.</summary>
    public INamedTypeSymbol? Result { get; }

    /// <summary><c>IActionResult</c>.</summary>
    public INamedTypeSymbol? ActionResult { get; }

    /// <summary>Resolves the tables; null when the compilation references no source or no sink at all.</summary>
    public static BoundCatalog? Create(Compilation compilation)
    {
        BoundCatalog catalog = new(compilation);
        return catalog._sources.IsEmpty || catalog._sinks.Count == 0 ? null : catalog;
    }

    /// <summary>The source that an invocation is, if it is one.</summary>
    public bool TryGetSource(IInvocationOperation invocation, [NotNullWhen(true)] out SourceApi? source)
    {
        source = _sources.TryGetValue(Definition(invocation.TargetMethod), out BoundSource bound)
            && IsThrough(invocation, bound.Through)
            ? bound.Api
            : null;
        return source is not null;
    }

    /// <summary>The sink that an argument goes into, if it goes into one.</summary>
    public bool TryGetSink(IInvocationOperation invocation, IArgumentOperation argument, [NotNullWhen(true)] out SinkApi? sink)
    {
        sink = _sinks[Definition(invocation.TargetMethod)]
            .Where(bound => bound.Api.PayloadParameter == argument.Parameter?.Name && IsThrough(invocation, bound.Through))
            .Select(bound => bound.Api)
            .FirstOrDefault();
        return sink is not null;
    }

    private static bool IsThrough(IInvocationOperation invocation, IPropertySymbol? through)
        => through is null
            || (invocation.Instance is IPropertyReferenceOperation property
                && SymbolEqualityComparer.Default.Equals(property.Property.OriginalDefinition, through));

    private static ISymbol Definition(IMethodSymbol method) => (method.ReducedFrom ?? method).OriginalDefinition;

    private static ImmutableDictionary<ISymbol, BoundSource> BindSources(Compilation compilation)
    {
        ImmutableDictionary<ISymbol, BoundSource>.Builder bound =
            ImmutableDictionary.CreateBuilder<ISymbol, BoundSource>(SymbolEqualityComparer.Default);
        foreach (SourceApi api in SourceTable.All)
        {
            if (TryBindThrough(compilation, api.Through, out IPropertySymbol? through))
            {
                foreach (IMethodSymbol method in Methods(compilation, api.TypeName, api.MethodName))
                {
                    bound[method] = new BoundSource(api, through);
                }
            }
        }

        return bound.ToImmutable();
    }

    private static IEnumerable<BoundSink> BindSinks(Compilation compilation)
    {
        foreach (SinkApi api in SinkTable.All)
        {
            if (TryBindThrough(compilation, api.Through, out IPropertySymbol? through))
            {
                foreach (IMethodSymbol method in Methods(compilation, api.TypeName, api.MethodName))
                {
                    yield return new BoundSink(method, api, through);
                }
            }
        }
    }

    private static IEnumerable<IMethodSymbol> Methods(Compilation compilation, string type, string name)
        => compilation.GetTypeByMetadataName(type)?.GetMembers(name).OfType<IMethodSymbol>() ?? [];

    private static bool TryBindThrough(Compilation compilation, PropertyName? name, out IPropertySymbol? property)
    {
        property = name is null
            ? null
            : compilation.GetTypeByMetadataName(name.TypeName)?.GetMembers(name.Name).OfType<IPropertySymbol>().FirstOrDefault();
        return name is null || property is not null;
    }

    private readonly record struct BoundSource(SourceApi Api, IPropertySymbol? Through);

    private readonly record struct BoundSink(ISymbol Method, SinkApi Api, IPropertySymbol? Through);
}
