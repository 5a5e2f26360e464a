using Microsoft.Extensions.Caching.Distributed;

WebApplicationBuilder builder = WebApplication.CreateBuilder(args);
builder.Services.AddDistributedMemoryCache();

WebApplication app = builder.Build();

// An object store: PUT keeps the body under a name, GET gives it back.
app.MapGet("/objects/{key}", async (string key, IDistributedCache cache, CancellationToken cancellation) =>
{
    byte[]? content = await cache.GetAsync(key, cancellation);
    return content is null
        ? Results.NotFound()
        : Results.Bytes(content, "application/octet-stream");
});

app.MapPut("/objects/{key}", async (string key, HttpRequest request, IDistributedCache cache, CancellationToken cancellation) =>
{
    using var body = new MemoryStream();
    await request.Body.CopyToAsync(body, cancellation);
    await cache.SetAsync(key, body.ToArray(), new DistributedCacheEntryOptions(), cancellation);
    return Results.NoContent();
});

app.MapDelete("/objects/{key}", async (string key, IDistributedCache cache, CancellationToken cancellation) =>
{
    await cache.RemoveAsync(key, cancellation);
    return Results.NoContent();
});

app.Run();
