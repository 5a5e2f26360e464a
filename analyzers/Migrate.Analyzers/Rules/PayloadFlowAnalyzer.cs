using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using Migrate.Analyzers.Catalog;
using Migrate.Analyzers.Flows;

namespace Migrate.Analyzers.Rules;

/// <summary>What the rules about opaque flows share: the trigger, the question to the flow analysis, and the report.</summary>
public abstract class PayloadFlowAnalyzer : DiagnosticAnalyzer
{
    /// <summary>Makes the analyzer of one rule.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="kind">Where the payloads come from that the rule is about.</param>
    protected PayloadFlowAnalyzer(DiagnosticDescriptor rule, SourceKind kind)
    {
        Rule = rule;
        Kind = kind;
    }

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => ImmutableArray.Create(Rule);

    private DiagnosticDescriptor Rule { get; }

    private SourceKind Kind { get; }

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(start =>
        {
            if (FlowAnalysis.Create(start.Compilation) is { } flows)
            {
                start.RegisterOperationAction(operation => Analyze(operation, flows), OperationKind.Invocation);
            }
        });
    }

    private void Analyze(OperationAnalysisContext context, FlowAnalysis flows)
    {
        IInvocationOperation call = (IInvocationOperation)context.Operation;
        if (flows.Catalog.TryGetSource(call, out SourceApi? api)
            && api.Kind == Kind
            && flows.Follow(call, context.CancellationToken) is { Verdict: FlowVerdict.Opaque } flow
            && FlowRules.IdOf(flow) == Rule.Id)
        {
            string sinks = string.Join(", ", flow.Sinks.Select(sink => Name(sink.Call)).Distinct());
            context.ReportDiagnostic(Diagnostic.Create(
                Rule,
                call.Syntax.GetLocation(),
                flow.Sinks.Select(sink => sink.Call.Syntax.GetLocation()),
                Name(call),
                sinks));
        }
    }

    private static string Name(IInvocationOperation call) => $"{call.TargetMethod.ContainingType.Name}.{call.TargetMethod.Name}";
}
