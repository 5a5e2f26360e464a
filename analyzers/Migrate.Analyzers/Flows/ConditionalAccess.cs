using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Migrate.Analyzers.Flows;

/// <summary>Finds the places in <c>x?.Member</c> that stand for <c>x</c>.</summary>
internal static class ConditionalAccess
{
    public static IEnumerable<IConditionalAccessInstanceOperation> Instances(IConditionalAccessOperation access)
        => access.WhenNotNull.DescendantsAndSelf().OfType<IConditionalAccessInstanceOperation>().Where(instance => Owner(instance) == access);

    private static IConditionalAccessOperation? Owner(IConditionalAccessInstanceOperation instance)
    {
        IOperation child = instance;
        for (IOperation? parent = instance.Parent; parent is not null; child = parent, parent = parent.Parent)
        {
            if (parent is IConditionalAccessOperation access && access.WhenNotNull == child)
            {
                return access;
            }
        }

        return null;
    }
}
