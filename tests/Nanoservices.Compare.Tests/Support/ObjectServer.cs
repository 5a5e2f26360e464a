using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Nanoservices.Compare.Tests.Support;

/// <summary>An object API on Kestrel, with a fault that a test puts in.</summary>
internal sealed class ObjectServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentDictionary<string, byte[]> _objects = new();

    private ObjectServer(Func<HttpContext, byte[], Task<bool>> fault)
    {
        WebApplicationBuilder builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        _app.MapMethods("/objects/{key}", ["GET", "HEAD"], async (string key, HttpContext context) =>
        {
            if (!_objects.TryGetValue(key, out byte[]? content))
            {
                context.Response.StatusCode = 404;
            }
            else if (!await fault(context, content))
            {
                await Results.Bytes(content, "application/octet-stream").ExecuteAsync(context);
            }
        });
        _app.MapPut("/objects/{key}", async (string key, HttpRequest request) =>
        {
            using var body = new MemoryStream();
            await request.Body.CopyToAsync(body);
            _objects[key] = body.ToArray();
            return Results.NoContent();
        });
        _app.MapDelete("/objects/{key}", (string key) =>
        {
            _objects.TryRemove(key, out _);
            return Results.NoContent();
        });
    }

    public Uri Address => new(_app.Urls.Single());

    public static Task<ObjectServer> StartAsync() => StartAsync((_, _) => Task.FromResult(false));

    /// <param name="fault">Answers a GET or HEAD of what is there in its own way, or returns false.</param>
    public static async Task<ObjectServer> StartAsync(Func<HttpContext, byte[], Task<bool>> fault)
    {
        var server = new ObjectServer(fault);
        await server._app.StartAsync();
        return server;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
