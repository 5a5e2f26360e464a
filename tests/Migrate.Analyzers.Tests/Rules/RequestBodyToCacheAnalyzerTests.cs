using Microsoft.CodeAnalysis.Testing;
using Migrate.Analyzers.Rules;
using Test = Migrate.Analyzers.Tests.Helpers.RuleTest<Migrate.Analyzers.Rules.RequestBodyToCacheAnalyzer>;

namespace Migrate.Analyzers.Tests.Rules;

public sealed class RequestBodyToCacheAnalyzerTests
{
    [Fact]
    public Task Warns_at_the_copy_and_names_the_sinks()
        => Test.RunAsync(
            """
            var app = WebApplication.Create();
            app.MapPut("/o/{key}", async (string key, HttpRequest request, IDistributedCache cache) =>
            {
                using var body = new MemoryStream();
                await {|#0:request.Body.CopyToAsync(body)|};
                await {|#1:cache.SetAsync(key, body.ToArray())|};
            });
            """,
            new DiagnosticResult(RuleDescriptors.RequestBodyToCache).WithLocation(0).WithLocation(1)
                .WithArguments("Stream.CopyToAsync", "DistributedCacheExtensions.SetAsync"));

    [Fact]
    public Task Other_streams_and_other_destinations_are_left_alone()
        => Test.RunAsync(
            """
            using Microsoft.AspNetCore.Mvc;
            public class Fake { public Stream Body => Stream.Null; }
            public class OController(IDistributedCache cache) : ControllerBase
            {
                [HttpPut("a")] public async Task A(Fake request) { using var b = new MemoryStream(); await request.Body.CopyToAsync(b); await cache.SetAsync("a", b.ToArray()); }
                [HttpPut("b")] public async Task B(IFormFile file) { using var b = new MemoryStream(); await file.CopyToAsync(b); await cache.SetAsync("a", b.ToArray()); }
                [HttpPut("c")] public async Task C() { using var b = new FileStream("x", FileMode.Create); await Request.Body.CopyToAsync(b); }
                [HttpPut("d")] public async Task<IActionResult> D() { using var b = new MemoryStream(); await Request.Body.CopyToAsync(b); return File(b.ToArray(), "a/b"); }
            }
            """);

    [Fact]
    public Task Code_that_does_not_compile_is_never_called_opaque()
        => Test.IsSilentOnErrorsAsync(
            """
            var app = WebApplication.Create();
            app.MapPut("/o/{key}", async (string key, HttpRequest request, IDistributedCache cache) =>
            {
                using var body = new MemoryStream();
                await request.Body.CopyToAsync(body);
                Missing(body);
                await cache.SetAsync(key, body.ToArray());
            });
            """);
}
