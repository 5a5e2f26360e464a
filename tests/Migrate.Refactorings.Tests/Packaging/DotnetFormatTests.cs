using System.Text.RegularExpressions;
using Migrate.Refactorings.Tests.Helpers;

namespace Migrate.Refactorings.Tests.Packaging;

/// <summary>The package in a host that nobody here wrote: the compiler warns, <c>dotnet format</c> fixes.</summary>
public sealed class DotnetFormatTests : IDisposable
{
    // A package version that no cache has seen, and a cache of its own: a stale package can't stand in for this build's.
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("migrate-format-");
    private readonly string _version = "0.1.0-t" + Environment.ProcessId + "." + Environment.TickCount64;

    public void Dispose() => _directory.Delete(recursive: true);

    [Fact]
    [Trait("Category", "Slow")]
    public async Task Format_converts_a_copy_of_the_sample()
    {
        string feed = _directory.CreateSubdirectory("feed").FullName;
        await PackAnalyzersAsync(feed);
        await PackRuntimeAsync(feed);
        string app = CopySample(feed);

        await Dotnet.RunAsync(app, "restore");
        string before = await Dotnet.RunAsync(app, "build", "--no-restore", "-nodeReuse:false");
        Assert.Contains("warning NANO2001", before, StringComparison.Ordinal);
        Assert.Contains("warning NANO2007", before, StringComparison.Ordinal);
        Assert.DoesNotContain("CS8032", before, StringComparison.Ordinal);

        await Dotnet.RunAsync(app, "format", "analyzers", "--diagnostics", "NANO2001", "NANO2007", "--severity", "warn", "--no-restore");

        string after = await Dotnet.RunAsync(app, "build", "--no-restore", "-nodeReuse:false");
        Assert.DoesNotContain("warning", Regex.Replace(after, "0 Warning\\(s\\)", string.Empty), StringComparison.OrdinalIgnoreCase);
        Assert.Equal(Converted(), await File.ReadAllTextAsync(Path.Combine(app, "Program.cs")));
    }

    private Task<string> PackAnalyzersAsync(string feed)
        => Dotnet.RunAsync(
            Path.Combine(Repository.Root, "refactorings", "Migrate.Refactorings"),
            "pack", "--no-build", "-c", Repository.Configuration, "-o", feed, $"-p:Version={_version}", "-nodeReuse:false");

    private async Task PackRuntimeAsync(string feed)
    {
        string project = _directory.CreateSubdirectory("runtime").FullName;
        await File.WriteAllTextAsync(Path.Combine(project, "Runtime.cs"), RuntimeStub.Source);
        await File.WriteAllTextAsync(Path.Combine(project, "Nanoservices.Stub.csproj"), """
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup>
              <ItemGroup><FrameworkReference Include="Microsoft.AspNetCore.App" /></ItemGroup>
            </Project>
            """);
        WriteNuGetConfig(project, feed);
        await Dotnet.RunAsync(project, "pack", "-o", feed, $"-p:Version={_version}", "-nodeReuse:false");
    }

    private string CopySample(string feed)
    {
        string app = _directory.CreateSubdirectory("app").FullName;
        string sample = Path.Combine(Repository.Root, "samples", "nginx-like", "NginxLike.Original");
        File.Copy(Path.Combine(sample, "Program.cs"), Path.Combine(app, "Program.cs"));
        string project = File.ReadAllText(Path.Combine(sample, "NginxLike.Original.csproj"));
        File.WriteAllText(Path.Combine(app, "NginxLike.csproj"), project.Replace("</Project>", $"""
              <PropertyGroup>
                <Nullable>enable</Nullable>
                <ImplicitUsings>enable</ImplicitUsings>
                <UseAppHost>false</UseAppHost>
                <RestorePackagesPath>{_directory.FullName}/packages</RestorePackagesPath>
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="Migrate.Analyzers" Version="{_version}" PrivateAssets="all" />
                <PackageReference Include="Nanoservices.Stub" Version="{_version}" />
              </ItemGroup>
            </Project>
            """, StringComparison.Ordinal));
        WriteNuGetConfig(app, feed);
        return app;
    }

    private static void WriteNuGetConfig(string directory, string feed)
        => File.WriteAllText(Path.Combine(directory, "nuget.config"), $"""
            <configuration>
              <packageSources><clear /><add key="local" value="{feed}" /></packageSources>
            </configuration>
            """);

    /// <summary>The sample as it should read afterwards: the rest of it, byte for byte as it was.</summary>
    private static string Converted()
    {
        string original = File.ReadAllText(Path.Combine(Repository.Root, "samples", "nginx-like", "NginxLike.Original", "Program.cs"));
        (string Old, string New)[] changes =
        [
            ("using Microsoft.Extensions.Caching.Distributed;\n", "using Microsoft.Extensions.Caching.Distributed;\nusing Nanoservices.Payloads;\nusing Nanoservices.Shims.AspNetCore;\nusing Nanoservices.Shims.Caching;\n"),
            ("byte[]? content = await cache.GetAsync(key, cancellation);", "Payload? content = await cache.GetPayloadAsync(key, cancellation);"),
            ("Results.Bytes(content, \"application/octet-stream\")", "PayloadResults.Bytes(content, \"application/octet-stream\")"),
            ("    using var body = new MemoryStream();\n    await request.Body.CopyToAsync(body, cancellation);\n", "    Payload body = await request.ReadPayloadAsync(cancellation);\n"),
            ("await cache.SetAsync(key, body.ToArray(), ", "await cache.SetPayloadAsync(key, body, "),
        ];
        foreach ((string old, string @new) in changes)
        {
            Assert.Contains(old, original, StringComparison.Ordinal);
            original = original.Replace(old, @new, StringComparison.Ordinal);
        }

        return original;
    }
}
