using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Migrate.Analyzers.Catalog;

namespace Migrate.Analyzers.Flows;

/// <summary>Checks that a task is awaited on the spot, or returned to who awaits it.</summary>
internal static class TaskUse
{
    public static bool IsAwaited(IInvocationOperation call)
    {
        IOperation? current = call.Parent;
        while (current is IConversionOperation || (current is IInvocationOperation up && NoLooks.IsTaskPassThrough(up.TargetMethod)))
        {
            if (current is IInvocationOperation { TargetMethod.Name: "GetResult" })
            {
                return true;
            }

            current = current.Parent;
        }

        return current is IAwaitOperation || (current is IReturnOperation { Kind: OperationKind.Return } up2 && IsOfLambda(up2));
    }

    /// <summary>An endpoint's lambda gives its task to the framework, which awaits it.</summary>
    private static bool IsOfLambda(IReturnOperation up)
    {
        IOperation? current = up.Parent;
        while (current is IBlockOperation)
        {
            current = current.Parent;
        }

        return current is IAnonymousFunctionOperation lambda && Endpoints.MapCalls.IsMapped(lambda);
    }
}
