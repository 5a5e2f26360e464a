using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Testing;
using Migrate.Analyzers.Tests.Helpers;

namespace Migrate.Refactorings.Tests.Helpers;

/// <summary>Runs one rule and its fix on a source whose expected warnings are marked <c>{|NANO2001:...|}</c>.</summary>
internal sealed class FixTest<TAnalyzer, TFixer> : CSharpCodeFixTest<TAnalyzer, TFixer, DefaultVerifier>
    where TAnalyzer : DiagnosticAnalyzer, new()
    where TFixer : CodeFixProvider, new()
{
    private FixTest(string before, string after, bool withRuntime)
    {
        ReferenceAssemblies = new ReferenceAssemblies("net10.0");
        TestCode = before;
        FixedCode = after;
        foreach (SolutionState state in new[] { TestState, FixedState })
        {
            state.AdditionalReferences.AddRange(WebCompilation.References);
            if (withRuntime)
            {
                state.AdditionalReferences.Add(RuntimeStub.Reference);
            }

            state.Sources.Add(("/0/GlobalUsings.cs", WebCompilation.GlobalUsings));
        }

        TestState.OutputKind = before.Contains("WebApplication.Create", StringComparison.Ordinal) ? OutputKind.ConsoleApplication : OutputKind.DynamicallyLinkedLibrary;
        SolutionTransforms.Add((solution, id) => solution.WithProjectCompilationOptions(
            id, ((CSharpCompilationOptions)solution.GetProject(id)!.CompilationOptions!).WithNullableContextOptions(NullableContextOptions.Enable)));
        SolutionTransforms.Add((solution, id) => solution.WithProjectParseOptions(
            id, ((CSharpParseOptions)solution.GetProject(id)!.ParseOptions!).WithLanguageVersion(LanguageVersion.Latest)));
    }

    /// <summary>The fix turns one source into the other, one by one and all at once.</summary>
    public static Task FixesAsync(string before, string after)
        => new FixTest<TAnalyzer, TFixer>(before, after, withRuntime: true) { FixedState = { MarkupHandling = MarkupMode.Allow } }.RunAsync();

    /// <summary>The rule warns where it is marked, and no fix is offered.</summary>
    public static Task OffersNothingAsync(string source, bool withRuntime = true)
        => new FixTest<TAnalyzer, TFixer>(source, source, withRuntime) { FixedState = { MarkupHandling = MarkupMode.Allow } }.RunAsync();
}
