using System.Globalization;
using Nanoservices.Semantics.App.Observing;

namespace Nanoservices.Semantics.App.Endpoints;

/// <summary>Case 1 and the upstream itself: the app calls itself at the address that the client names in <c>Self</c>.</summary>
public static class UpstreamEndpoints
{
    public static void MapUpstream(this WebApplication app)
    {
        app.MapGet("/upstream/content", async (HttpResponse response, int length) =>
        {
            response.ContentLength = length;
            await response.Body.WriteAsync(Content.Make(length, seed: 7));
        });
        app.MapGet("/upstream/broken", async (HttpContext context, Gates gates, int length, int after, string? gate) =>
        {
            context.Response.ContentLength = length;
            await context.Response.Body.WriteAsync(Content.Make(after, seed: 7));
            await context.Response.Body.FlushAsync();
            await (gate is null ? Task.CompletedTask : gates.Opened(gate));
            context.Abort();
        });
        app.MapGet("/proxy/disposed", Disposed);
        app.MapGet("/proxy/buffered", async (HttpContext context, HttpClient client) =>
            Results.Bytes(await client.GetByteArrayAsync(Target(context)), "application/x-upstream"));
        app.MapGet("/proxy/blocking", (HttpContext context, HttpClient client) =>
            client.GetStringAsync(Target(context)).GetAwaiter().GetResult().Length.ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>Where the client wants an upstream answer from.</summary>
    public static Uri Target(HttpContext context) =>
        new(new Uri(context.Request.Headers["Self"].ToString()), context.Request.Query["path"].ToString());

    private static async Task Disposed(HttpContext context, HttpClient client)
    {
        using (HttpResponseMessage answer = await client.GetAsync(Target(context), HttpCompletionOption.ResponseHeadersRead))
        {
            context.Response.ContentLength = answer.Content.Headers.ContentLength;
            await answer.Content.CopyToAsync(context.Response.Body);
        }

        context.Observe().Note("disposed");
    }
}
