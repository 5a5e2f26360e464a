using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using Migrate.Analyzers.Flows;

namespace Migrate.Analyzers.Rules;

/// <summary>What the rules about opaque flows share: the trigger, the question to the flow analysis, and the report.</summary>
public abstract class PayloadFlowAnalyzer : DiagnosticAnalyzer
{
    /// <summary>Makes the analyzer of one rule.</summary>
    protected PayloadFlowAnalyzer(DiagnosticDescriptor rule) => Rule = rule;

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => ImmutableArray.Create(Rule);

    private DiagnosticDescriptor Rule { get; }

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
        if (flows.Follow((IInvocationOperation)context.Operation, context.CancellationToken) is { Verdict: FlowVerdict.Opaque } flow
            && FlowRules.IdOf(flow) == Rule.Id)
        {
            string sinks = string.Join(", ", flow.Sinks.Select(sink => Name(sink.Call)).Distinct());
            context.ReportDiagnostic(Diagnostic.Create(
                Rule,
                context.Operation.Syntax.GetLocation(),
                flow.Sinks.Select(sink => sink.Call.Syntax.GetLocation()),
                Name((IInvocationOperation)context.Operation),
                sinks));
        }
    }

    private static string Name(IInvocationOperation call) => $"{call.TargetMethod.ContainingType.Name}.{call.TargetMethod.Name}";
}
