using Microsoft.CodeAnalysis;

namespace Migrate.Analyzers.Catalog;

/// <summary>Members that ask about a payload without looking at its bytes, and members that pass it on as it is.</summary>
internal static class NoLooks
{
    /// <summary>Length and emptiness: known from a handle alone.</summary>
    public static bool IsLength(IPropertySymbol property)
        => property.ContainingType.SpecialType == SpecialType.System_Array && property.Name is "Length" or "LongLength";

    /// <summary>A guard that only compares with null.</summary>
    public static bool IsNullGuard(IMethodSymbol method)
        => method is { Name: "ThrowIfNull", IsStatic: true, ContainingType.Name: nameof(ArgumentNullException) }
            && method.Parameters.Length == 2
            && IsIn(method.ContainingType, "System");

    /// <summary>A task's members that give the same payload, later or at once.</summary>
    public static bool IsTaskPassThrough(IMethodSymbol method)
        => method switch
        {
            { Name: "ConfigureAwait" or "AsTask" } => IsTask(method.ContainingType),
            { Name: "GetAwaiter" } => IsTask(method.ContainingType) || IsConfiguredTask(method.ContainingType),
            { Name: "GetResult" } => method.ContainingType.Name is "TaskAwaiter" or "ValueTaskAwaiter"
                or "ConfiguredTaskAwaiter" or "ConfiguredValueTaskAwaiter"
                && IsIn(method.ContainingType, "System.Runtime.CompilerServices"),
            _ => false,
        };

    /// <summary><c>Task&lt;T&gt;.Result</c> and <c>ValueTask&lt;T&gt;.Result</c>.</summary>
    public static bool IsTaskResult(IPropertySymbol property) => property.Name == "Result" && IsTask(property.ContainingType);

    /// <summary><c>array.AsMemory()</c>: the whole array.</summary>
    public static bool IsAsMemory(IMethodSymbol method)
        => (method.ReducedFrom ?? method) is { Name: "AsMemory", Parameters.Length: 1 } definition
            && definition.Parameters[0].Type is IArrayTypeSymbol
            && definition.ContainingType.Name == "MemoryExtensions" && IsIn(definition.ContainingType, "System");

    /// <summary>A view of a whole array, as a sink takes it.</summary>
    public static bool IsByteView(ITypeSymbol? type)
        => type is INamedTypeSymbol { Name: "Memory" or "ReadOnlyMemory" or "ReadOnlySpan", TypeArguments.Length: 1 } view
            && view.TypeArguments[0].SpecialType == SpecialType.System_Byte
            && IsIn(type, "System");

    /// <summary><c>byte[]</c>.</summary>
    public static bool IsByteArray(ITypeSymbol? type)
        => type is IArrayTypeSymbol { Rank: 1, ElementType.SpecialType: SpecialType.System_Byte };

    /// <summary>A task or value task.</summary>
    public static bool IsTask(ITypeSymbol? type)
        => type is INamedTypeSymbol { Name: "Task" or "ValueTask" } && IsIn(type, "System.Threading.Tasks");

    private static bool IsConfiguredTask(ITypeSymbol type)
        => type.Name is "ConfiguredTaskAwaitable" or "ConfiguredValueTaskAwaitable" && IsIn(type, "System.Runtime.CompilerServices");

    private static bool IsIn(ITypeSymbol type, string @namespace)
        => type.ContainingNamespace?.ToDisplayString() == @namespace;
}
