using System.IO.Pipelines;
using System.Text;
using Microsoft.AspNetCore.Http.Features;
using Nanoservices.Semantics.App.Observing;

namespace Nanoservices.Semantics.App.Endpoints;

/// <summary>Case 11, first part: <see cref="HttpResponse.BodyWriter"/> with and without flush.</summary>
public static class WriterEndpoints
{
    public static void MapWriter(this WebApplication app)
    {
        app.MapGet("/writer/no-flush", (HttpResponse response) => Append(response.BodyWriter, "never flushed"));
        app.MapGet("/writer/no-flush-large", (HttpResponse response, int count) =>
        {
            for (int i = 0; i < count; i++)
            {
                Append(response.BodyWriter, $"line {i} of many lines that no one flushes\n");
            }
        });
        app.MapGet("/writer/flush", async (HttpResponse response) =>
        {
            Append(response.BodyWriter, "one,");
            await response.BodyWriter.FlushAsync();
            Append(response.BodyWriter, "two");
            await response.BodyWriter.FlushAsync();
        });
        app.MapGet("/writer/empty-flush", async (HttpResponse response) =>
        {
            await response.BodyWriter.FlushAsync();
            await response.Body.FlushAsync();
        });
        app.MapGet("/writer/length-no-flush", (HttpResponse response) =>
        {
            response.ContentLength = 5;
            Append(response.BodyWriter, "exact");
        });
        app.MapGet("/writer/empty-writes", async (HttpResponse response) =>
        {
            await response.Body.WriteAsync(ReadOnlyMemory<byte>.Empty);
            await response.BodyWriter.WriteAsync(ReadOnlyMemory<byte>.Empty);
        });
        app.MapGet("/writer/misuse", Misuse);
        app.MapGet("/writer/complete", Complete);
        app.MapGet("/writer/complete-exception", async (HttpContext context) =>
        {
            await context.Response.WriteAsync("written");
            await context.Response.BodyWriter.CompleteAsync(new InvalidOperationException("completed with this"));
            await context.Observe().TryAsync("write after", () => context.Response.WriteAsync("more"));
        });
        app.MapGet("/writer/cancelled-flush", CancelledFlush);
        app.MapGet("/writer/cancelled-token", CancelledToken);
        app.MapGet("/writer/large-span", LargeSpan);
        app.MapGet("/writer/sync", Synchronous);
    }

    private static void Append(PipeWriter writer, string text)
    {
        int length = Encoding.ASCII.GetBytes(text, writer.GetSpan(text.Length));
        writer.Advance(length);
    }

    private static async Task Misuse(HttpContext context)
    {
        PipeWriter writer = context.Response.BodyWriter;
        Observation seen = context.Observe();
        seen.Try("negative Advance", () => writer.Advance(-1));
        seen.Try("negative GetMemory", () => writer.GetMemory(-1));
        seen.Try("Advance too far", () =>
        {
            int got = writer.GetMemory(10).Length;
            writer.Advance(got + 1);
        });
        seen.Try("null write", () => context.Response.Body.Write(null!, 0, 0));
        await seen.TryAsync("null async write", () => context.Response.Body.WriteAsync(null!, 0, 0));
        await seen.TryAsync("bad range", () => context.Response.Body.WriteAsync(new byte[1], 0, 2));
        Stream body = context.Response.Body;
        seen.Note($"CanRead {body.CanRead} CanSeek {body.CanSeek} CanWrite {body.CanWrite} CanTimeout {body.CanTimeout}");
        seen.Try("Length", () => _ = body.Length);
        seen.Try("Position", () => _ = body.Position);
        seen.Try("Position set", () => body.Position = 0);
        seen.Try("Seek", () => body.Seek(0, SeekOrigin.Begin));
        seen.Try("SetLength", () => body.SetLength(0));
        seen.Try("Read", () => body.ReadExactly(new byte[1]));
        seen.Note($"same body {ReferenceEquals(body, context.Response.Body)}, same writer {ReferenceEquals(writer, context.Response.BodyWriter)}");
        await context.Response.WriteAsync("went on");
    }

    private static async Task Complete(HttpContext context)
    {
        Observation seen = context.Observe();
        Append(context.Response.BodyWriter, "then completed");
        await context.Response.BodyWriter.CompleteAsync();
        seen.Note($"started {context.Response.HasStarted}");
        seen.Try("GetMemory after", () => context.Response.BodyWriter.GetMemory());
        await seen.TryAsync("FlushAsync after", () => context.Response.BodyWriter.FlushAsync().AsTask());
        await seen.TryAsync("write after", () => context.Response.WriteAsync("more"));
    }

    private static async Task CancelledFlush(HttpContext context)
    {
        PipeWriter writer = context.Response.BodyWriter;
        Append(writer, "one,");
        writer.CancelPendingFlush();
        FlushResult first = await writer.FlushAsync();
        FlushResult second = await writer.FlushAsync();
        context.Observe().Note($"first {first.IsCanceled} {first.IsCompleted}, second {second.IsCanceled} {second.IsCompleted}");
        Append(writer, "two");
    }

    private static async Task CancelledToken(HttpContext context)
    {
        var cancelled = new CancellationToken(canceled: true);
        Observation seen = context.Observe();
        await seen.TryAsync("WriteAsync before the start", () => context.Response.Body.WriteAsync("no"u8.ToArray(), cancelled).AsTask());
        seen.Note($"started {context.Response.HasStarted}");
        await context.Response.WriteAsync("yes,");
        await seen.TryAsync("WriteAsync", () => context.Response.Body.WriteAsync("no,"u8.ToArray(), cancelled).AsTask());
        await seen.TryAsync("FlushAsync", () => context.Response.Body.FlushAsync(cancelled));
        await seen.TryAsync("BodyWriter.WriteAsync", () => context.Response.BodyWriter.WriteAsync("no,"u8.ToArray(), cancelled).AsTask());
        await seen.TryAsync("WriteAsync text", () => context.Response.WriteAsync("no,", cancelled));
        await context.Response.WriteAsync("end", CancellationToken.None);
    }

    private static async Task LargeSpan(HttpContext context)
    {
        foreach (int size in (int[])[1, 4096, 4097, 100_000, 1 << 20])
        {
            Memory<byte> memory = context.Response.BodyWriter.GetMemory(size);
            context.Observe().Note($"{size}: enough {memory.Length >= size}");
            Content.Fill(memory.Span[..size], seed: size);
            context.Response.BodyWriter.Advance(size);
        }

        await context.Response.BodyWriter.FlushAsync();
    }

    private static void Synchronous(HttpContext context)
    {
        Observation seen = context.Observe();
        seen.Try("sync write", () => context.Response.Body.Write("no"u8));
        seen.Try("sync flush", () => context.Response.Body.Flush());
        IHttpBodyControlFeature? control = context.Features.Get<IHttpBodyControlFeature>();
        seen.Note($"control {control is not null}, allowed {control?.AllowSynchronousIO}");
        control!.AllowSynchronousIO = true;
        context.Response.Body.Write("synchronous"u8);
        context.Response.Body.Flush();
    }
}
