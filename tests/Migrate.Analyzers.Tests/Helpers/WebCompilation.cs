using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Migrate.Analyzers.Tests.Helpers;

/// <summary>Compiles small web services in memory, against the reference assemblies that this project was built with.</summary>
public static class WebCompilation
{
    public const string GlobalUsings = """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Threading;
        global using System.Threading.Tasks;
        global using Microsoft.AspNetCore.Builder;
        global using Microsoft.AspNetCore.Http;
        global using Microsoft.AspNetCore.Routing;
        global using Microsoft.Extensions.Caching.Distributed;
        """;

    public static IReadOnlyList<MetadataReference> References { get; } =
        [.. Resources.Read("framework-references.txt").Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(path => MetadataReference.CreateFromFile(path))];

    /// <summary>Compiles; fails the test when the source has errors, as most verdicts would then mean little.</summary>
    public static CSharpCompilation Create(params string[] sources)
    {
        CSharpCompilation compilation = CreateLoose(sources);
        Diagnostic[] errors = [.. compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)];
        Assert.True(errors.Length == 0, string.Join(Environment.NewLine, errors.Select(error => error.ToString())) + Environment.NewLine + string.Join("\n---\n", sources));
        return compilation;
    }

    /// <summary>Compiles, errors or not.</summary>
    public static CSharpCompilation CreateLoose(params string[] sources)
        => CSharpCompilation.Create(
            "App",
            sources.Select((source, index) => CSharpSyntaxTree.ParseText(source, path: $"/app/File{index}.cs"))
                .Append(CSharpSyntaxTree.ParseText(GlobalUsings, path: "/app/GlobalUsings.cs")),
            References,
            new CSharpCompilationOptions(
                sources.Any(source => source.Contains("WebApplication.Create", StringComparison.Ordinal)) ? OutputKind.ConsoleApplication : OutputKind.DynamicallyLinkedLibrary,
                nullableContextOptions: NullableContextOptions.Enable));
}
