using System.Text;
using Migrate.Cli.Tests.Helpers;

namespace Migrate.Cli.Tests.Commands;

/// <summary>A solution of every kind of file: what is not converted stays, byte for byte.</summary>
public sealed class ConvertBytesTests : IDisposable
{
    private const string Program = """
        // Shop — the entry, with ünïcödé.
        #pragma warning disable CA1050

        using Microsoft.Extensions.Caching.Distributed;
        using Shop.Store;

        var builder = WebApplication.CreateBuilder(args);
        builder.Services.AddDistributedMemoryCache();   // one
        builder.Services.AddControllers();

        /* make it */
        var app = builder.Build(); // built
        app.MapControllers();
        app.MapStore();
        app.MapGet("/hash/{key}", (string key, IDistributedCache cache) => Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(cache.Get(key)!)));
        app.Run();

        """;

    private const string Controller = """
        using Microsoft.AspNetCore.Mvc;
        using Microsoft.Extensions.Caching.Distributed;

        namespace Shop
        {
            /// <summary>Pictures: žluťoučký kůň.</summary>
            [ApiController, Route("pictures")]
            public class PicturesController(IDistributedCache cache) : ControllerBase
            {
                [HttpGet("{id}")]
                public async Task<IActionResult> Get(string id)
                {
                    var picture = await cache.GetAsync("p/" + id); // maybe
                    if (picture == null) return NotFound();
                    return File(picture, "image/png");
                }
            }
        }
        """;

    private const string Endpoints = """
        using Microsoft.AspNetCore.Builder;
        using Microsoft.AspNetCore.Http;
        using Microsoft.AspNetCore.Routing;
        using Microsoft.Extensions.Caching.Distributed;

        namespace Shop.Store;

        // Café, é
        public static class StoreEndpoints
        {
            public static void MapStore(this IEndpointRouteBuilder app)
            {
                app.MapGet("/store/{key}", async (string key, IDistributedCache cache) =>
                    await cache.GetAsync(key) is { } found ? Results.File(found, "a/b") : Results.NotFound());
            }
        }

        """;

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Encodings_marks_newlines_and_comments_stay()
    {
        Packages.Ensure();
        WriteSolution();

        Ended ended = await Programs.CommandAsync(_folder.Path, "convert", "in", "-o", "out");
        Assert.True(ended.Code == 0, ended.ToString());

        Same("Directory.Build.props");
        Encoded("src/Shop/Program.cs", Utf8(Crlf(Program
            .Replace("using Shop.Store;", "using Nanoservices.InProcess;\nusing Shop.Store;", StringComparison.Ordinal)
            .Replace("/* make it */", "builder.WebHost.UseNanoservices();\n/* make it */", StringComparison.Ordinal)), mark: true));
        Encoded("src/Shop/PicturesController.cs", Utf16(Controller
            .Replace("Distributed;\n", "Distributed;\nusing Nanoservices.Shims.AspNetCore;\nusing Nanoservices.Shims.Caching;\n", StringComparison.Ordinal)
            .Replace("GetAsync", "GetPayloadAsync", StringComparison.Ordinal)
            .Replace("return File(", "return this.PayloadFile(", StringComparison.Ordinal)));
        Encoded("src/Shop.Store/StoreEndpoints.cs", Encoding.Latin1.GetBytes(Endpoints
            .Replace("Distributed;\n", "Distributed;\nusing Nanoservices.Shims.AspNetCore;\nusing Nanoservices.Shims.Caching;\n", StringComparison.Ordinal)
            .Replace("GetAsync", "GetPayloadAsync", StringComparison.Ordinal)
            .Replace("Results.File(", "PayloadResults.File(", StringComparison.Ordinal)));
        Encoded("src/Shop/Shop.csproj", Utf8(Crlf(
            """
            <Project Sdk="Microsoft.NET.Sdk.Web">
            	<!-- the shop -->
            	<ItemGroup>
            		<ProjectReference Include="..\Shop.Store\Shop.Store.csproj" />
            	</ItemGroup>
            	<ItemGroup>
            		<PackageReference Include="Nanoservices.InProcess" />
            	</ItemGroup>
            </Project>
            """), mark: true));
        Assert.Contains(
            "Left as it is:\n  src/Shop/Program.cs(17,133): Inspected: IDistributedCache.Get (GET /hash/{key}): it is hashed or encrypted by SHA256.HashData",
            ended.Output, StringComparison.Ordinal);
        Assert.Contains("-            await cache.GetAsync(key) is", ended.Output, StringComparison.Ordinal);
    }

    private void WriteSolution()
    {
        _folder.Write("in/Shop.slnx", "<Solution>\n  <Project Path=\"src/Shop/Shop.csproj\" />\n  <Project Path=\"src/Shop.Store/Shop.Store.csproj\" />\n</Solution>\n");
        _folder.Write("in/Directory.Build.props", Utf8(Crlf(
            """
            <Project>
            	<PropertyGroup>
            		<TargetFramework>net10.0</TargetFramework> <!-- all -->
            		<Nullable>enable</Nullable>
            		<ImplicitUsings>enable</ImplicitUsings>
            	</PropertyGroup>
            </Project>
            """)));
        _folder.Write(
            "in/Directory.Packages.props",
            "<Project>\n  <PropertyGroup>\n    <ManagePackageVersionsCentrally>true</ManagePackageVersionsCentrally>\n  </PropertyGroup>\n</Project>\n");
        _folder.Write("in/src/Shop/Shop.csproj", Utf8(Crlf(
            """
            <Project Sdk="Microsoft.NET.Sdk.Web">
            	<!-- the shop -->
            	<ItemGroup>
            		<ProjectReference Include="..\Shop.Store\Shop.Store.csproj" />
            	</ItemGroup>
            </Project>
            """), mark: true));
        _folder.Write(
            "in/src/Shop.Store/Shop.Store.csproj",
            "<Project Sdk=\"Microsoft.NET.Sdk\">\n  <ItemGroup>\n    <FrameworkReference Include=\"Microsoft.AspNetCore.App\" />\n  </ItemGroup>\n</Project>\n");
        _folder.Write("in/src/Shop/Program.cs", Utf8(Crlf(Program), mark: true));
        _folder.Write("in/src/Shop/PicturesController.cs", Utf16(Controller));
        _folder.Write("in/src/Shop.Store/StoreEndpoints.cs", Encoding.Latin1.GetBytes(Endpoints));
    }

    private void Same(string path) => Encoded(path, File.ReadAllBytes(Path.Combine(_folder.Path, "in", path)));

    private void Encoded(string path, byte[] expected)
    {
        byte[] actual = File.ReadAllBytes(Path.Combine(_folder.Path, "out", path));
        Assert.Equal(Encoding.Latin1.GetString(expected), Encoding.Latin1.GetString(actual));
    }

    private static byte[] Utf8(string text, bool mark = false) => [.. mark ? Encoding.UTF8.GetPreamble() : [], .. Encoding.UTF8.GetBytes(text)];

    private static byte[] Utf16(string text) => [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes(text)];

    private static string Crlf(string text) => text.Replace("\n", "\r\n", StringComparison.Ordinal);
}
