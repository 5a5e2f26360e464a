using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Migrate.Analyzers.Flows;

/// <summary>Sorts what is done with a <c>MemoryStream</c>.</summary>
internal sealed class BufferUses(FlowTracker flow, IInvocationOperation copy)
{
    private readonly List<IInvocationOperation> _toArrays = [];
    private readonly List<IPropertyReferenceOperation> _lengths = [];

    /// <summary>Whether every use was one of those that are understood.</summary>
    public bool IsUnderstood { get; private set; } = true;

    public IReadOnlyList<IInvocationOperation> ToArrays => _toArrays;

    public IReadOnlyList<IPropertyReferenceOperation> Lengths => _lengths;

    /// <summary>The <c>CopyToAsync</c> call whose destination a reference is.</summary>
    public static IInvocationOperation? CopyOf(IOperation? reference)
    {
        IOperation? current = reference?.Parent;
        while (current is IConversionOperation)
        {
            current = current.Parent;
        }

        return current is IArgumentOperation { Parameter.Name: "destination", Parent: IInvocationOperation call } ? call : null;
    }

    public void Read(SimpleNameSyntax name, IOperation? reference, ILocalSymbol local)
    {
        if (CallSites.IsInNameOf(name))
        {
            return;
        }

        if (FunctionSyntax.Enclosing(name) != FunctionSyntax.Enclosing(copy.Syntax))
        {
            End(FlowEndKind.Escape, $"'{local.Name}' is captured by a nested function", name);
        }
        else if (CopyOf(reference) is { } call)
        {
            if (call.Syntax != copy.Syntax)
            {
                End(FlowEndKind.Mixed, $"'{local.Name}' is filled more than once", name);
            }
        }
        else
        {
            ReadMember(name, reference, local);
        }
    }

    private void ReadMember(SimpleNameSyntax name, IOperation? reference, ILocalSymbol local)
    {
        switch (reference?.Parent)
        {
            case IInvocationOperation { TargetMethod: { Name: "ToArray", Parameters.IsEmpty: true } } call when call.Instance == reference:
                _toArrays.Add(call);
                break;
            case IPropertyReferenceOperation { Property.Name: "Length", Parent: not IAssignmentOperation } length when length.Instance == reference:
                _lengths.Add(length);
                break;
            default:
                End(FlowEndKind.NotUnderstood, $"'{local.Name}' is also used in '{Words.Source(name.Parent ?? name)}'", name);
                break;
        }
    }

    private void End(FlowEndKind kind, string what, SimpleNameSyntax name)
    {
        IsUnderstood = false;
        flow.End(kind, what, name.GetLocation());
    }
}
