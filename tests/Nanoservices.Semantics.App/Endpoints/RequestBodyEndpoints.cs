using System.Buffers;
using System.IO.Pipelines;
using Microsoft.AspNetCore.Http.Features;
using Nanoservices.Semantics.App.Observing;

namespace Nanoservices.Semantics.App.Endpoints;

/// <summary>What the app sees of a request's body: whole, in part, never, too large.</summary>
public static class RequestBodyEndpoints
{
    public static void MapRequestBodies(this WebApplication app)
    {
        app.MapPost("/bodies/echo", (HttpContext context) => context.Request.Body.CopyToAsync(context.Response.Body));
        app.MapPost("/bodies/ignored", () => "never read");
        app.MapPost("/bodies/array", async (HttpRequest request) =>
        {
            using var body = new MemoryStream();
            await request.Body.CopyToAsync(body);
            return Results.Bytes(body.ToArray());
        });
        app.MapPost("/bodies/part", async (HttpContext context) =>
        {
            byte[] five = new byte[5];
            await context.Request.Body.ReadExactlyAsync(five);
            return Convert.ToHexString(five);
        });
        app.MapPost("/bodies/pipe", Pipe);
        app.MapPost("/bodies/limit", Limit);
        app.MapPost("/bodies/limit-late", LimitLate);
        app.MapPost("/bodies/copied-caught", (HttpContext context) =>
            context.Observe().TryAsync("copy", () => context.Request.Body.CopyToAsync(Stream.Null)));
        app.MapPost("/bodies/sync", (HttpContext context) =>
            context.Observe().Try("sync read", () => context.Request.Body.ReadExactly(new byte[1])));
        app.MapPost("/bodies/answer-first", async (HttpContext context, Gates gates) =>
        {
            await context.Response.WriteAsync("answered first;");
            await context.Response.Body.FlushAsync();
            await gates.Opened(context.ObserveId());
            await context.Request.Body.CopyToAsync(context.Response.Body);
        });
        app.MapPost("/bodies/json", (Dictionary<string, int> values) => values.Values.Sum());
        app.MapPost("/bodies/form", async (HttpRequest request) => string.Join(';', await request.ReadFormAsync()));
    }

    private static async Task Pipe(HttpContext context)
    {
        PipeReader reader = context.Request.BodyReader;
        long total = 0;
        while (true)
        {
            ReadResult result = await reader.ReadAsync();
            total += result.Buffer.Length;
            foreach (ReadOnlyMemory<byte> segment in result.Buffer)
            {
                await context.Response.Body.WriteAsync(segment);
            }

            reader.AdvanceTo(result.Buffer.End);
            if (result.IsCompleted)
            {
                break;
            }
        }

        context.Observe().Note($"total {total}");
    }

    private static async Task Limit(HttpContext context, long bytes)
    {
        IHttpMaxRequestBodySizeFeature limit = context.Features.GetRequiredFeature<IHttpMaxRequestBodySizeFeature>();
        context.Observe().Note($"default {limit.MaxRequestBodySize}, read-only {limit.IsReadOnly}");
        limit.MaxRequestBodySize = bytes;
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        context.Observe().Note($"read-only {limit.IsReadOnly}");
        await context.Response.WriteAsync($"{body.Length}");
    }

    private static async Task LimitLate(HttpContext context)
    {
        IHttpMaxRequestBodySizeFeature limit = context.Features.GetRequiredFeature<IHttpMaxRequestBodySizeFeature>();
        await context.Request.Body.ReadExactlyAsync(new byte[1]);
        context.Observe().Try("set late", () => limit.MaxRequestBodySize = 1);
        context.Observe().Try("set negative", () => limit.MaxRequestBodySize = -1);
    }
}
