using Microsoft.AspNetCore.Diagnostics;
using Nanoservices.Semantics.App.Observing;

namespace Nanoservices.Semantics.App.Endpoints;

/// <summary>Case 15: exceptions before and after the first write, under each of ASP.NET's ways to answer them.</summary>
public static class FailureEndpoints
{
    /// <summary>The trace id is random by design; its presence is compared.</summary>
    public static void WithoutTraceId(ProblemDetailsOptions options) =>
        options.CustomizeProblemDetails = context =>
        {
            if (context.ProblemDetails.Extensions.ContainsKey("traceId"))
            {
                context.ProblemDetails.Extensions["traceId"] = "present";
            }
        };

    /// <summary>Failure handling by path: /handled, /problem and /pages have it, everything else has none.</summary>
    public static void UseFailureHandling(this WebApplication app)
    {
        app.UseWhen(context => context.Request.Path.StartsWithSegments("/handled"), branch =>
            branch.UseExceptionHandler(handler => handler.Run(async context =>
            {
                IExceptionHandlerPathFeature? feature = context.Features.Get<IExceptionHandlerPathFeature>();
                context.Observe().Note($"handler: {feature?.Path} {feature?.Error.GetType().Name}");
                context.Response.Headers["X-Handled"] = "yes";
                await context.Response.WriteAsync($"handled: {feature?.Error.Message}");
            })));
        app.UseWhen(context => context.Request.Path.StartsWithSegments("/problem"), branch => branch.UseExceptionHandler().UseStatusCodePages());
        app.UseWhen(context => context.Request.Path.StartsWithSegments("/pages"), branch =>
            branch.UseStatusCodePages("text/plain", "page for {0}"));
        app.UseWhen(context => context.Request.Path.StartsWithSegments("/reexecuted"), branch =>
            branch.UseStatusCodePagesWithReExecute("/failure-page", "?code={0}"));
    }

    public static void MapFailures(this WebApplication app)
    {
        foreach (string under in (string[])["/plain", "/handled", "/problem", "/pages", "/reexecuted"])
        {
            app.MapGet(under + "/before", Before);
            app.MapGet(under + "/after", After);
            app.MapGet(under + "/after-length", AfterWithLength);
            app.MapGet(under + "/after-advance", AfterAdvance);
            app.MapGet(under + "/status", (HttpResponse response, int code) => response.StatusCode = code);
            app.MapGet(under + "/bad-request", () =>
            {
                throw new BadHttpRequestException("a bad request, says the app", 418);
            });
            app.MapGet(under + "/cancelled", () =>
            {
                throw new OperationCanceledException("cancelled by nobody");
            });
        }

        app.MapGet("/failure-page", (int code) => $"re-executed for {code}");
        app.MapGet("/plain/sync", (Action)(() => throw new InvalidOperationException("thrown at once")));
    }

    private static async Task Before(HttpContext context)
    {
        context.Response.StatusCode = 201;
        context.Response.Headers["X-Before"] = "set";
        context.Response.Headers.ETag = "\"e\"";
        await Task.Yield();
        throw new InvalidOperationException("thrown before the first write");
    }

    private static async Task After(HttpContext context)
    {
        await context.Response.WriteAsync("some");
        await context.Response.Body.FlushAsync();
        throw new InvalidOperationException("thrown after the first write");
    }

    private static async Task AfterWithLength(HttpContext context)
    {
        context.Response.ContentLength = 100;
        await context.Response.WriteAsync("some");
        throw new InvalidOperationException("thrown after the first write");
    }

    private static async Task AfterAdvance(HttpContext context, int size = 4, int status = 0)
    {
        for (int done = 0; done < size; done += 4)
        {
            context.Response.BodyWriter.GetSpan(4)[..4].Fill((byte)'x');
            context.Response.BodyWriter.Advance(4);
        }

        await Task.Yield();
        throw status == 0
            ? new InvalidOperationException("thrown after an unflushed write")
            : new BadHttpRequestException("a bad request, found after an unflushed write", status);
    }
}
