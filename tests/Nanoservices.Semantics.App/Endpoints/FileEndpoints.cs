using Nanoservices.Semantics.App.Observing;

namespace Nanoservices.Semantics.App.Endpoints;

/// <summary>Cases 2 and 7: files that change, or go, around the send.</summary>
public static class FileEndpoints
{
    public static void MapFiles(this WebApplication app)
    {
        app.MapGet("/files/deleted-after", DeletedAfter);
        app.MapGet("/files/halves", Halves);
        app.MapGet("/files/truncated", Truncated);
        app.MapGet("/files/missing", async (HttpContext context) =>
            await context.Observe().TryAsync("SendFileAsync", () => context.Response.SendFileAsync(TemporaryPath())));
        app.MapPost("/files/roundtrip", RoundTrip);
        app.MapGet("/files/result", async (HttpContext context) =>
        {
            string path = TemporaryPath();
            await File.WriteAllBytesAsync(path, Content.Make(100_000, seed: 4));
            context.Response.OnCompleted(() =>
            {
                File.Delete(path);
                return Task.CompletedTask;
            });
            return Results.File(path, "text/x-part", "part.txt", DateTimeOffset.UnixEpoch, new("\"f1\""), enableRangeProcessing: true);
        });
    }

    private static async Task DeletedAfter(HttpResponse response, int length)
    {
        string path = TemporaryPath();
        await File.WriteAllBytesAsync(path, Content.Make(length, seed: 2));
        response.ContentLength = length;
        await response.SendFileAsync(path);
        await File.WriteAllBytesAsync(path, Content.Make(length, seed: 3));
        File.Delete(path);
    }

    // Grown and replaced between two sends of one body.
    private static async Task Halves(HttpResponse response)
    {
        string path = TemporaryPath();
        await File.WriteAllBytesAsync(path, Content.Make(50_000, seed: 2));
        await response.SendFileAsync(path, 0, 25_000);
        await File.WriteAllBytesAsync(path, Content.Make(80_000, seed: 3));
        await response.SendFileAsync(path, 25_000, 50_000);
        File.Delete(path);
        await response.WriteAsync("tail");
    }

    private static async Task Truncated(HttpContext context)
    {
        string path = TemporaryPath();
        await File.WriteAllBytesAsync(path, Content.Make(50_000, seed: 2));
        context.Response.ContentLength = 50_000;
        await context.Response.SendFileAsync(path, 0, 25_000);
        await File.WriteAllBytesAsync(path, Content.Make(30_000, seed: 2));
        await context.Observe().TryAsync("second half", () => context.Response.SendFileAsync(path, 25_000, 25_000));
        File.Delete(path);
    }

    private static async Task RoundTrip(HttpContext context)
    {
        string path = TemporaryPath();
        await using (FileStream file = File.Create(path))
        {
            await context.Request.Body.CopyToAsync(file);
        }

        context.Response.ContentLength = new FileInfo(path).Length;
        await context.Response.SendFileAsync(path);
        File.Delete(path);
    }

    private static string TemporaryPath() => Path.Combine(Path.GetTempPath(), "semantics-" + Path.GetRandomFileName());
}
