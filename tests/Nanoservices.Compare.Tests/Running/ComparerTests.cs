using Microsoft.AspNetCore.Http;
using Nanoservices.Compare.Mixes;
using Nanoservices.Compare.Running;
using Nanoservices.Compare.Tests.Support;
using Xunit;
using Xunit.Abstractions;

namespace Nanoservices.Compare.Tests.Running;

/// <summary>Two real servers: the same ones are found equal, and each single fault in one of them is found, by its name.</summary>
public sealed class ComparerTests(ITestOutputHelper output)
{
    private const int Requests = 300;

    [Fact]
    public async Task Servers_that_answer_the_same_are_equal()
    {
        Comparison found = await CompareAsync((_, _) => Task.FromResult(false));
        Assert.Equal((Requests, Requests), (found.Requests, found.Equal));
        Assert.Empty(found.Differences);
    }

    [Fact]
    public async Task A_flipped_bit_deep_in_a_body_is_found() => await OnlyAsync("body", async (context, content) =>
    {
        byte[] copy = [.. content];
        if (copy.Length > 0)
        {
            copy[^1] ^= 1;
        }

        await Results.Bytes(copy, "application/octet-stream").ExecuteAsync(context);
        return true;
    });

    [Fact]
    public async Task A_field_more_is_found() => await OnlyAsync("field", (context, _) =>
    {
        context.Response.Headers["X-More"] = "1";
        return Task.FromResult(false);
    });

    [Fact]
    public async Task Another_status_is_found() => await OnlyAsync("status", (context, _) =>
    {
        context.Response.StatusCode = 206;
        return Task.FromResult(false);
    });

    // Chunks instead of a length show in the fields already: Content-Length is missing.
    [Fact]
    public async Task Another_framing_is_found() => await OnlyAsync("field", async (context, content) =>
    {
        if (context.Request.Method == "HEAD")
        {
            return false;
        }

        context.Response.ContentType = "application/octet-stream";
        await context.Response.Body.FlushAsync();
        await context.Response.Body.WriteAsync(content);
        return true;
    });

    [Fact]
    public async Task A_body_that_breaks_off_is_found()
    {
        Comparison found = await CompareAsync(BreakOffAsync);

        // What was sent behind it in one go is lost with the connection, and shows in what follows.
        Assert.Contains(found.Differences, difference => difference.What == "end");
    }

    private static async Task<bool> BreakOffAsync(HttpContext context, byte[] content)
    {
        if (context.Request.Method == "HEAD" || content.Length < 2)
        {
            return false;
        }

        context.Response.ContentLength = content.Length;
        context.Response.ContentType = "application/octet-stream";
        await context.Response.Body.WriteAsync(content.AsMemory(0, content.Length / 2));
        await context.Response.Body.FlushAsync();
        context.Abort();
        return true;
    }

    private async Task OnlyAsync(string what, Func<HttpContext, byte[], Task<bool>> fault)
    {
        Comparison found = await CompareAsync(fault);
        Assert.NotEmpty(found.Differences);
        Assert.All(found.Differences, difference => Assert.Equal(what, difference.What));
        Assert.Equal(Requests, found.Equal + found.Differences.Count);
    }

    private async Task<Comparison> CompareAsync(Func<HttpContext, byte[], Task<bool>> fault)
    {
        int seed = System.Security.Cryptography.RandomNumberGenerator.GetInt32(int.MaxValue);
        output.WriteLine($"seed {seed}");
        await using ObjectServer left = await ObjectServer.StartAsync();
        await using ObjectServer right = await ObjectServer.StartAsync(fault);
        using var guard = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        int told = 0;
        var comparer = new Comparer(
            new Side("original", left.Address), new Side("converted", right.Address), client => new ObjectMix(seed, client, 200_000));
        Comparison found = await comparer.RunAsync(Requests, 4, done => Interlocked.Add(ref told, done), guard.Token);
        Assert.Equal(Requests, told);
        return found;
    }
}
