using Migrate.Analyzers.Endpoints;
using Migrate.Analyzers.Tests.Helpers;

namespace Migrate.Analyzers.Tests.Endpoints;

public sealed class EndpointFindersTests
{
    [Fact]
    public void Minimal_apis()
        => AssertRoutes(
            [
                "GET /a/{id}", "POST /b", "PUT /c", "DELETE /d", "PATCH /e", "GET,PURGE /f", "* /g", "* /{*path:nonfile}",
                "GET /api/v1/h", "GET /api/v1/i", "GET /api/j", "GET /method", "GET /local", "GET /variable", "GET /delegate", "GET /{?}", "GET /k/l",
            ],
            """
                var app = WebApplication.Create();
                app.MapGet("/a/{id}", (int id) => id);
                app.MapPost("b", () => { });
                app.MapPut("/c", async (HttpContext c) => await c.Response.WriteAsync(""));
                app.MapDelete("/d", () => 1).WithName("x");
                app.MapPatch("/e", () => 1);
                app.MapMethods("/f", ["PURGE", "get"], () => 1);
                app.Map("/g", () => 1);
                app.MapFallback(() => 1);
                var api = app.MapGroup("/api");
                var v1 = api.MapGroup("/v1/").WithTags("t");
                v1.MapGet("/h", () => 1);
                app.MapGroup("/api").RequireHost("x").MapGroup("v1").MapGet("i", () => 1);
                api.MapJ();
                app.MapGet("/method", More.Handle);
                app.MapGet("/local", Local);
                Func<int> handler = () => 1;
                app.MapGet("/variable", handler);
                app.MapGet("/delegate", (Delegate)handler);
                string route = Console.ReadLine()!;
                app.MapGet(route, () => 1);
                app.MapK();
                static int Local() => 1;
                static class More
                {
                    public static int Handle() => 1;
                    public static void MapJ(this RouteGroupBuilder group) => group.MapGet("/j", () => 1);
                    public static void MapK(this IEndpointRouteBuilder builder) => builder.MapGroup("k").MapGet("/l", () => 1);
                }
                """);

    [Fact]
    public void Controllers()
        => AssertRoutes(
            [
                "DELETE /api/Things/by/Remove", "GET /api/Things", "GET /api/Things/{id}", "GET /root", "HEAD /api/Things/{id}",
                "PATCH,PUT /api/Things/x", "GET /api/Things/base", "* /Plain/Index", "GET /one", "GET /two",
            ],
            """
                using Microsoft.AspNetCore.Mvc;
                public abstract class Base : ControllerBase { [HttpGet("base")] public int FromBase() => 1; }
                [ApiController, Route("api/[controller]")]
                public class ThingsController : Base
                {
                    [HttpGet] public int All() => 1;
                    [HttpGet("{id}"), HttpHead("{id}")] public int One(int id) => id;
                    [HttpGet("/root")] public int Root() => 1;
                    [HttpDelete("by/[action]")] public Task RemoveAsync() => Task.CompletedTask;
                    [AcceptVerbs("put", "PATCH", Route = "x")] public int X() => 1;
                    [NonAction] public int Not() => 1;
                    private int Neither() => 1;
                    public static int Nor() => 1;
                    public override string ToString() => "";
                }
                public class PlainController { public int Index() => 1; }
                [Route("one"), Route("two")] public class TwoController { [HttpGet] public int Get() => 1; }
                public abstract class AbstractController { public int Index() => 1; }
                internal class InternalController { public int Index() => 1; }
                [NonController] public class FakeController { public int Index() => 1; }
                """);

    [Fact]
    public void Look_alikes()
        => Assert.Empty(Routes("""
            public class App { public void MapGet(string route, Func<int> handler) { } }
            public static class Program { public static void Main2(App app) => app.MapGet("/a", () => 1); }
            """));

    private static void AssertRoutes(string[] expected, string source)
        => Assert.Equal(expected.Order(StringComparer.Ordinal), Routes(source).Order(StringComparer.Ordinal));

    private static IEnumerable<string> Routes(string source)
        => EndpointFinders.Find(WebCompilation.Create(source), CancellationToken.None)
            .Select(endpoint => $"{(endpoint.Methods.Count == 0 ? "*" : string.Join(',', endpoint.Methods))} {endpoint.Route}");
}
