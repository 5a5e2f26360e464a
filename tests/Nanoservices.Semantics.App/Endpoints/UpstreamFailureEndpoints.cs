using Nanoservices.Semantics.App.Observing;

namespace Nanoservices.Semantics.App.Endpoints;

/// <summary>Case 16: an upstream that fails in the middle of its body.</summary>
public static class UpstreamFailureEndpoints
{
    public static void MapUpstreamFailures(this WebApplication app)
    {
        app.MapGet("/proxy/fails-buffered", async (HttpContext context, HttpClient client) =>
        {
            await Try(context, () => client.GetByteArrayAsync(UpstreamEndpoints.Target(context)));
            return Results.Text("the handler went on", statusCode: 502);
        });
        app.MapGet("/proxy/fails-streamed", async (HttpContext context, HttpClient client) =>
        {
            using HttpResponseMessage answer =
                await client.GetAsync(UpstreamEndpoints.Target(context), HttpCompletionOption.ResponseHeadersRead);
            context.Response.ContentLength = answer.Content.Headers.ContentLength;
            await answer.Content.CopyToAsync(context.Response.Body);
        });
        app.MapGet("/proxy/fails-streamed-caught", async (HttpContext context, HttpClient client) =>
        {
            using HttpResponseMessage answer =
                await client.GetAsync(UpstreamEndpoints.Target(context), HttpCompletionOption.ResponseHeadersRead);
            await Try(context, () => answer.Content.CopyToAsync(context.Response.Body));
            await context.Response.WriteAsync("|the handler went on");
        });
    }

    // The handler of HttpClient words its failures by timing: how many bytes it had seen. Types are compared.
    private static async Task Try(HttpContext context, Func<Task> call)
    {
        try
        {
            await call();
            context.Observe().Note("call: ok");
        }
        catch (HttpRequestException error)
        {
            context.Observe().Note($"call: {error.GetType().FullName} {error.HttpRequestError}");
        }
    }
}
