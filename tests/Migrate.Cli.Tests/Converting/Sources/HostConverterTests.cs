using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;
using Migrate.Analysis;
using Migrate.Analyzers.Tests.Helpers;
using Migrate.Cli.Converting.Sources;

namespace Migrate.Cli.Tests.Converting.Sources;

/// <summary>Every way to build a host gets its call, and nothing else changes.</summary>
public sealed class HostConverterTests
{
    private const string Using = "using Nanoservices.InProcess;\n";

    public static TheoryData<string, string> Hosts => new()
    {
        // A builder with a name; comments stay with their statement.
        {
            "var b = WebApplication.CreateBuilder(args);\n\n// Make it.\nvar app = b.Build(); // made\napp.Run();\n",
            Using + "\nvar b = WebApplication.CreateBuilder(args);\n\nb.WebHost.UseNanoservices();\n// Make it.\nvar app = b.Build(); // made\napp.Run();\n"
        },
        // None, and the first statement of the file.
        {
            "WebApplication.Create(args).Run();\n",
            Using + "\nvar builder = WebApplication.CreateBuilder(args);\nbuilder.WebHost.UseNanoservices();\nbuilder.Build().Run();\n"
        },
        // None, and the name is taken.
        {
            "using System.Text;\nint builder = 1;\nvar app = WebApplication.CreateBuilder(args).Build();\napp.Run();\n",
            "using System.Text;\n" + Using + "int builder = 1;\nvar builder2 = WebApplication.CreateBuilder(args);\nbuilder2.WebHost.UseNanoservices();\nvar app = builder2.Build();\napp.Run();\n"
        },
        // Two statements on a line.
        {
            "var b = WebApplication.CreateBuilder(args); var app = b.Build(); app.Run();\n",
            Using + "\nvar b = WebApplication.CreateBuilder(args); b.WebHost.UseNanoservices(); var app = b.Build(); app.Run();\n"
        },
        // A method of a class, in a namespace.
        {
            "namespace App;\n\npublic static class P\n{\n    public static void Main(string[] args)\n    {\n        var b = WebApplication.CreateBuilder(args);\n        b.Build().Run();\n    }\n}\n",
            Using + "\nnamespace App;\n\npublic static class P\n{\n    public static void Main(string[] args)\n    {\n        var b = WebApplication.CreateBuilder(args);\n        b.WebHost.UseNanoservices();\n        b.Build().Run();\n    }\n}\n"
        },
        // The generic host.
        {
            "using Microsoft.AspNetCore.Hosting;\nusing Microsoft.Extensions.Hosting;\nHost.CreateDefaultBuilder(args).ConfigureWebHostDefaults(web => web.UseSetting(\"a\", \"b\")).Build().Run();\n",
            "using Microsoft.AspNetCore.Hosting;\nusing Microsoft.Extensions.Hosting;\n" + Using
                + "Host.CreateDefaultBuilder(args).ConfigureWebHostDefaults(web => web.UseSetting(\"a\", \"b\").UseNanoservices()).Build().Run();\n"
        },
        {
            "using Microsoft.AspNetCore.Hosting;\nusing Microsoft.Extensions.Hosting;\nHost.CreateDefaultBuilder(args).ConfigureWebHostDefaults(web =>\n{\n    web.UseSetting(\"a\", \"b\");\n}).Build().Run();\n",
            "using Microsoft.AspNetCore.Hosting;\nusing Microsoft.Extensions.Hosting;\n" + Using
                + "Host.CreateDefaultBuilder(args).ConfigureWebHostDefaults(web =>\n{\n    web.UseSetting(\"a\", \"b\");\n    web.UseNanoservices();\n}).Build().Run();\n"
        },
        // Converted before.
        { "var b = WebApplication.CreateBuilder(args);\nb.WebHost.UseNanoservices();\nb.Build().Run();\n", "var b = WebApplication.CreateBuilder(args);\nb.WebHost.UseNanoservices();\nb.Build().Run();\n" },
    };

    [Theory]
    [MemberData(nameof(Hosts))]
    public async Task Each_gets_its_call(string before, string after)
    {
        Assert.Equal(after, await ConvertAsync(before));
        Assert.Equal(after, await ConvertAsync(after));
    }

    [Fact]
    public async Task Line_ends_are_those_of_the_file()
        => Assert.Equal(
            "using Nanoservices.InProcess;\r\n\r\nvar b = WebApplication.CreateBuilder(args);\r\nb.WebHost.UseNanoservices();\r\nb.Build().Run();\r\n",
            await ConvertAsync("var b = WebApplication.CreateBuilder(args);\r\nb.Build().Run();\r\n"));

    [Theory]
    [InlineData("System.Console.WriteLine();\n", "no place was found where it builds its host")]
    [InlineData(
        "Make(WebApplication.CreateBuilder(args)).Run();\nstatic WebApplication Make(WebApplicationBuilder b) => b.Build();\n",
        "Program.cs(2,56): the host is built here, within an expression that leaves no room")]
    public async Task What_leaves_no_room_is_refused_by_name(string source, string reason)
    {
        AnalysisException refused = await Assert.ThrowsAsync<AnalysisException>(() => ConvertAsync(source));
        Assert.Contains(reason, refused.Message, StringComparison.Ordinal);
    }

    private static async Task<string> ConvertAsync(string source)
    {
        using AdhocWorkspace workspace = new();
        ProjectId id = ProjectId.CreateNewId();
        DocumentId program = DocumentId.CreateNewId(id);
        Solution solution = workspace.CurrentSolution
            .AddProject(ProjectInfo.Create(
                id, VersionStamp.Default, "App", "App", LanguageNames.CSharp, "/app/App.csproj", metadataReferences: WebCompilation.References,
                compilationOptions: new CSharpCompilationOptions(OutputKind.ConsoleApplication)))
            .AddDocument(program, "Program.cs", SourceText.From(source), filePath: "/app/Program.cs")
            .AddDocument(DocumentId.CreateNewId(id), "GlobalUsings.cs", SourceText.From(WebCompilation.GlobalUsings), filePath: "/app/obj/GlobalUsings.cs");
        Solution converted = await HostConverter.ConvertAsync(solution.GetProject(id)!, CancellationToken.None);
        return (await converted.GetDocument(program)!.GetTextAsync()).ToString();
    }
}
