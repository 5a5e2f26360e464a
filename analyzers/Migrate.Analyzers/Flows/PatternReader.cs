using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Migrate.Analyzers.Catalog;

namespace Migrate.Analyzers.Flows;

/// <summary>Reads patterns that a payload is matched against: null, type and length are no looks.</summary>
internal sealed class PatternReader(FlowTracker flow)
{
    public void ReadArms(ISwitchExpressionOperation choice)
    {
        foreach (ISwitchExpressionArmOperation arm in choice.Arms)
        {
            Read(arm.Pattern);
        }
    }

    public void ReadCases(ISwitchOperation choice)
    {
        foreach (ICaseClauseOperation clause in choice.Cases.SelectMany(section => section.Clauses))
        {
            switch (clause)
            {
                case IDefaultCaseClauseOperation:
                case ISingleValueCaseClauseOperation { Value.ConstantValue: { HasValue: true, Value: null } }:
                    break;
                case IPatternCaseClauseOperation pattern:
                    Read(pattern.Pattern);
                    break;
                default:
                    End(clause);
                    break;
            }
        }
    }

    public void Read(IPatternOperation pattern)
    {
        switch (pattern)
        {
            case IDiscardPatternOperation:
            case IConstantPatternOperation { Value.ConstantValue: { HasValue: true, Value: null } }:
            case ITypePatternOperation type when NoLooks.IsByteArray(type.MatchedType):
                break;
            case INegatedPatternOperation not:
                Read(not.Pattern);
                break;
            case IBinaryPatternOperation both:
                Read(both.LeftPattern);
                Read(both.RightPattern);
                break;
            case IDeclarationPatternOperation declaration:
                Alias(declaration.DeclaredSymbol);
                break;
            case IRecursivePatternOperation { DeconstructionSubpatterns.IsEmpty: true } recursive when recursive.PropertySubpatterns.All(IsLength):
                Alias(recursive.DeclaredSymbol);
                break;
            default:
                End(pattern);
                break;
        }
    }

    private static bool IsLength(IPropertySubpatternOperation subpattern)
        => subpattern.Member is IPropertyReferenceOperation property && NoLooks.IsLength(property.Property);

    private void Alias(ISymbol? symbol)
    {
        if (symbol is ILocalSymbol local)
        {
            flow.CarryAlias(local);
        }
    }

    private void End(IOperation at) => flow.End(FlowEndKind.Look, $"it is matched against '{Words.Source(at.Syntax)}'", at);
}
