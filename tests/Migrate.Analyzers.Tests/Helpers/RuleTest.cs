using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Testing;

namespace Migrate.Analyzers.Tests.Helpers;

/// <summary>Runs one rule on a source whose expected warnings are marked <c>{|NANO2001:...|}</c>.</summary>
internal sealed class RuleTest<TAnalyzer> : CSharpAnalyzerTest<TAnalyzer, DefaultVerifier>
    where TAnalyzer : DiagnosticAnalyzer, new()
{
    private RuleTest(string source, params DiagnosticResult[] expected)
    {
        ReferenceAssemblies = new ReferenceAssemblies("net10.0");
        TestCode = source;
        TestState.AdditionalReferences.AddRange(WebCompilation.References);
        TestState.Sources.Add(("/0/GlobalUsings.cs", WebCompilation.GlobalUsings));
        TestState.OutputKind = source.Contains("WebApplication.Create", StringComparison.Ordinal) ? OutputKind.ConsoleApplication : OutputKind.DynamicallyLinkedLibrary;
        ExpectedDiagnostics.AddRange(expected);
        SolutionTransforms.Add((solution, id) => solution
            .WithProjectCompilationOptions(id, ((CSharpCompilationOptions)solution.GetProject(id)!.CompilationOptions!).WithNullableContextOptions(NullableContextOptions.Enable))
            .WithProjectParseOptions(id, ((CSharpParseOptions)solution.GetProject(id)!.ParseOptions!).WithLanguageVersion(LanguageVersion.Latest)));
    }

    public static Task RunAsync(string source, params DiagnosticResult[] expected) => new RuleTest<TAnalyzer>(source, expected).RunAsync();

    /// <summary>The source has errors; the rule must neither fail nor warn.</summary>
    public static Task IsSilentOnErrorsAsync(string source)
        => new RuleTest<TAnalyzer>(source) { CompilerDiagnostics = CompilerDiagnostics.None }.RunAsync();
}
