using Microsoft.AspNetCore.Http.Features;
using Nanoservices.Semantics.App.Observing;

namespace Nanoservices.Semantics.App.Endpoints;

/// <summary>Case 9: what may no longer be set once the response has started, and odd values before.</summary>
public static class StartedEndpoints
{
    public static void MapStartedResponses(this WebApplication app)
    {
        app.MapGet("/started/set", SetAfterStart);
        app.MapGet("/started/uncaught", async (HttpResponse response) =>
        {
            await response.WriteAsync("started");
            response.Headers["X-Late"] = "1";
        });
        app.MapGet("/started/uncaught-length", async (HttpResponse response) =>
        {
            response.ContentLength = 100;
            await response.WriteAsync("started");
            response.StatusCode = 500;
        });
        app.MapGet("/started/invalid", Invalid);
        app.MapGet("/started/odd-status", (HttpResponse response, int code) => response.StatusCode = code);
        app.MapGet("/started/reason", (HttpContext context) =>
        {
            context.Features.GetRequiredFeature<IHttpResponseFeature>().ReasonPhrase = "Quite Fine";
            return context.Response.WriteAsync("reason");
        });
        app.MapGet("/started/has-started", HasStarted);
    }

    private static async Task SetAfterStart(HttpContext context)
    {
        HttpResponse response = context.Response;
        Observation seen = context.Observe();
        await response.WriteAsync("started");
        seen.Try("indexer", () => response.Headers["X-Late"] = "1");
        seen.Try("Append", () => response.Headers.Append("X-Late", "1"));
        seen.Try("Remove", () => response.Headers.Remove("X-Late"));
        seen.Try("Clear", () => response.Headers.Clear());
        seen.Try("StatusCode", () => response.StatusCode = 500);
        seen.Try("ContentLength", () => response.ContentLength = 3);
        seen.Try("ContentType", () => response.ContentType = "text/late");
        seen.Try("ReasonPhrase", () => context.Features.GetRequiredFeature<IHttpResponseFeature>().ReasonPhrase = "Late");
        seen.Try("Redirect", () => response.Redirect("/late"));
        seen.Try("Cookie", () => response.Cookies.Append("late", "1"));
        seen.Try("OnStarting", () => response.OnStarting(() => Task.CompletedTask));
        seen.Try("OnCompleted", () => response.OnCompleted(() => Task.CompletedTask));
        seen.Try("Response.Clear", () => response.Clear());
        seen.Try("DisableBuffering", () => context.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering());
        seen.Note($"status {response.StatusCode} started {response.HasStarted} read-only {response.Headers.IsReadOnly}");
        await response.WriteAsync(",went on");
    }

    private static void Invalid(HttpContext context)
    {
        IHeaderDictionary headers = context.Response.Headers;
        Observation seen = context.Observe();
        seen.Try("value with newline", () => headers["X-A"] = "a\r\nb");
        seen.Try("value with NUL", () => headers["X-A"] = "a\0b");
        seen.Try("value not ASCII", () => headers["X-A"] = "ä");
        seen.Try("typed value not ASCII", () => headers.ContentType = "text/ä");
        seen.Try("name with blank", () => headers["X A"] = "a");
        seen.Try("name with colon", () => headers["X:A"] = "a");
        seen.Try("empty name", () => headers[""] = "a");
        seen.Try("null name", () => headers[null!] = "a");
        seen.Try("Add twice", () =>
        {
            IDictionary<string, Microsoft.Extensions.Primitives.StringValues> fields = headers;
            fields.Add("X-B", "1");
            fields.Add("X-B", "2");
        });
        seen.Try("length not a number", () => headers["Content-Length"] = "abc");
        seen.Try("negative length", () => context.Response.ContentLength = -1);
        seen.Try("negative length field", () => headers["Content-Length"] = "-1");
        seen.Note($"fields: {string.Join(';', headers.Select(field => $"{field.Key}={field.Value}"))}");
    }

    private static async Task HasStarted(HttpContext context)
    {
        HttpResponse response = context.Response;
        Observation seen = context.Observe();
        seen.Note($"at first: {response.HasStarted}");
        response.Headers["X-Set"] = "1";
        seen.Note($"after a field: {response.HasStarted}");
        response.BodyWriter.GetSpan(10)[0] = (byte)'x';
        response.BodyWriter.Advance(1);
        seen.Note($"after Advance: {response.HasStarted}, unflushed {response.BodyWriter.CanGetUnflushedBytes} {response.BodyWriter.UnflushedBytes}");
        await response.BodyWriter.FlushAsync();
        seen.Note($"after FlushAsync: {response.HasStarted}, unflushed {response.BodyWriter.UnflushedBytes}");
    }
}
