using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Migrate.Analyzers.Catalog;

namespace Migrate.Analyzers.Flows;

/// <summary>
/// Follows one payload. Carriers (locals, parameters, methods) wait in a queue; reading one finds what is put into it
/// and what is done with it, which may find more. The order of statements is never used: a carrier counts as holding
/// everything that is ever put into it, which can only make the verdict more careful. Not thread-safe.
/// </summary>
internal sealed class FlowTracker
{
    private const int MaximumCarriers = 64;

    private readonly Queue<ISymbol> _pending = new();
    private readonly HashSet<ISymbol> _known = new(SymbolEqualityComparer.Default);
    private readonly HashSet<ISymbol> _aliases = new(SymbolEqualityComparer.Default);
    private readonly List<ISymbol> _carriers = [];
    private readonly Dictionary<SyntaxNode, PayloadSource> _sources = [];
    private readonly Dictionary<SyntaxNode, PayloadSink> _sinks = [];
    private readonly List<FlowEnd> _ends = [];
    private readonly List<FlowStep> _steps = [];
    private readonly CarrierReader _carrierReader;
    private readonly BodyBufferReader _buffers;

    public FlowTracker(FlowContext context, CancellationToken cancellation)
    {
        Context = context;
        Cancellation = cancellation;
        Uses = new UseReader(this);
        Origins = new OriginReader(this);
        Results = new ResultReader(this);
        CallSites = new CallSites(this);
        _carrierReader = new CarrierReader(this);
        _buffers = new BodyBufferReader(this);
    }

    public FlowContext Context { get; }

    public CancellationToken Cancellation { get; }

    public UseReader Uses { get; }

    public OriginReader Origins { get; }

    public ResultReader Results { get; }

    public CallSites CallSites { get; }

    public IReadOnlyCollection<PayloadSource> Sources => _sources.Values;

    public IReadOnlyCollection<PayloadSink> Sinks => _sinks.Values;

    /// <summary>Follows to the end, without the guards that look beyond this payload.</summary>
    public PayloadFlow FollowAlone(SourceApi api, IInvocationOperation call)
    {
        AddSource(api, call);
        while (_pending.Count > 0)
        {
            Cancellation.ThrowIfCancellationRequested();
            _carrierReader.Read(_pending.Dequeue());
        }

        _carrierReader.CheckAliases(_carriers);
        return Flow();
    }

    public PayloadFlow Follow(SourceApi api, IInvocationOperation call)
    {
        if (FollowAlone(api, call).Verdict == FlowVerdict.Opaque)
        {
            FlowGuards.Check(this);
        }

        return Flow();
    }

    public void AddSource(SourceApi api, IInvocationOperation call)
    {
        if (_sources.ContainsKey(call.Syntax))
        {
            return;
        }

        _sources.Add(call.Syntax, new PayloadSource(api, call, null));
        if (api.Kind == SourceKind.Cache)
        {
            Step(call, $"{Words.Api(call)} brings a cached payload");
            Uses.Read(call);
        }
        else if (_buffers.Read(call) is { } buffer)
        {
            _sources[call.Syntax] = new PayloadSource(api, call, buffer);
            Step(call, $"{Words.Api(call)} reads the request's body into '{buffer.Local.Name}'");
            Uses.Read(buffer.ToArray);
        }
    }

    /// <summary>A buffer's array, met on the way back; false when the buffer does not hold a request's body.</summary>
    public bool AddBufferSource(IInvocationOperation toArray)
    {
        if (_buffers.FindCopy(toArray) is { } copy && Context.Catalog.TryGetSource(copy, out SourceApi? api))
        {
            AddSource(api, copy);
            return true;
        }

        return false;
    }

    public void AddSink(SinkApi api, IInvocationOperation call, IArgumentOperation argument)
    {
        if (!_sinks.ContainsKey(argument.Syntax))
        {
            _sinks.Add(argument.Syntax, new PayloadSink(api, call, argument));
            Step(call, $"{Words.Api(call)} takes it");
        }
    }

    /// <summary>A local, a parameter or a method's return value holds the payload.</summary>
    public void Carry(ISymbol symbol)
    {
        ISymbol definition = ReferenceFinder.Definition(symbol);
        if (!_known.Add(definition))
        {
            return;
        }

        if (_known.Count > MaximumCarriers)
        {
            End(FlowEndKind.NotUnderstood, "it passes through too many variables and methods to follow", definition.Locations[0]);
            return;
        }

        _carriers.Add(definition);
        _pending.Enqueue(definition);
    }

    /// <summary>A pattern gives the payload a second name.</summary>
    public void CarryAlias(ILocalSymbol local)
    {
        _aliases.Add(local);
        Carry(local);
    }

    public bool IsAlias(ISymbol local) => _aliases.Contains(local);

    public void End(FlowEndKind kind, string what, IOperation at) => End(kind, what, at.Syntax.GetLocation());

    public void End(FlowEndKind kind, string what, Location at) => _ends.Add(new FlowEnd(kind, what, at));

    public void Step(IOperation at, string what) => _steps.Add(new FlowStep(at.Syntax.GetLocation(), what));

    private PayloadFlow Flow() => new([.. _sources.Values], [.. _sinks.Values], [.. _carriers], [.. _ends], [.. _steps]);
}
