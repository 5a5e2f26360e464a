using System.Buffers;
using Microsoft.Extensions.Caching.Distributed;
using Nanoservices.Semantics.App.Observing;

namespace Nanoservices.Semantics.App.Endpoints;

/// <summary>Cases 5 and 6: what becomes of the source after the await, and of an entry during the send.</summary>
public static class LifetimeEndpoints
{
    public static void MapLifetime(this WebApplication app)
    {
        app.MapGet("/lifetime/rented", Rented);
        app.MapGet("/lifetime/rented-text", RentedUnawaitedFlush);
        app.MapGet("/lifetime/half-then-gate/{key}", HalfThenGate);
        app.MapGet("/gate/{name}/open", (string name, Gates gates) => gates.Open(name));
        app.MapGet("/ping", () => "pong");
    }

    private static async Task Rented(HttpResponse response, int chunks, int size)
    {
        byte[] rented = ArrayPool<byte>.Shared.Rent(size);
        for (int i = 0; i < chunks; i++)
        {
            Content.Fill(rented.AsSpan(0, size), seed: i);
            await response.Body.WriteAsync(rented.AsMemory(0, size));
            rented.AsSpan().Fill((byte)'!');
        }

        ArrayPool<byte>.Shared.Return(rented);
    }

    private static async Task RentedUnawaitedFlush(HttpResponse response)
    {
        byte[] rented = ArrayPool<byte>.Shared.Rent(4096);
        for (int i = 0; i < 100; i++)
        {
            rented.AsSpan(0, 1000).Fill((byte)('a' + (i % 26)));
            await response.Body.WriteAsync(rented.AsMemory(0, 1000));
            await response.Body.FlushAsync();
            rented.AsSpan(0, 1000).Clear();
        }

        ArrayPool<byte>.Shared.Return(rented, clearArray: true);
    }

    // The entry is read before the gate; what happens to it behind the gate must not show.
    private static async Task HalfThenGate(string key, HttpContext context, IDistributedCache cache, Gates gates)
    {
        byte[] content = await cache.GetAsync(key) ?? [];
        context.Response.ContentLength = content.Length;
        await context.Response.Body.WriteAsync(content.AsMemory(0, content.Length / 2));
        await context.Response.Body.FlushAsync();
        await gates.Opened(context.ObserveId());
        await context.Response.Body.WriteAsync(content.AsMemory(content.Length / 2));
    }
}
