using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.FileProviders;
using Nanoservices.Shims.AspNetCore.Tests.Support;
using Xunit;

namespace Nanoservices.Shims.AspNetCore.Tests.Responses;

/// <summary>Files as they are sent on Kestrel: the same answers and exceptions, and no byte of them through the brain.</summary>
public sealed class FileResponderTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("file-responder-").FullName;

    public static TheoryData<string, string, string?> Requests => new()
    {
        { "GET", "/static/large.bin", null },
        { "HEAD", "/static/large.bin", null },
        { "GET", "/static/empty.txt", null },
        { "GET", "/static/small.txt", null },
        { "GET", "/static/missing.txt", null },
        { "GET", "/static/../small.txt", null },
        { "GET", "/static/large.bin", "bytes=0-0" },
        { "GET", "/static/large.bin", "bytes=70000-" },
        { "GET", "/static/large.bin", "bytes=-5" },
        { "GET", "/static/large.bin", "bytes=99999999-" },
        { "GET", "/static/large.bin", "bytes=1-2,5-9" },
        { "GET", "/result/large.bin", null },
        { "GET", "/result/large.bin", "bytes=16384-49151" },
        { "GET", "/send/large.bin", null },
        { "GET", "/send/large.bin?offset=5", null },
        { "GET", "/send/large.bin?offset=5&count=20000", null },
        { "GET", "/send/large.bin?count=0", null },
        { "GET", "/send/large.bin?offset=300000", null },
        { "GET", "/send/large.bin?offset=300001", null },
        { "GET", "/send/large.bin?offset=-1", null },
        { "GET", "/send/large.bin?count=300001", null },
        { "GET", "/send/missing.bin", null },
        { "GET", "/send/empty.txt", null },
        { "GET", "/send/large.bin?length=300000", null },
        { "GET", "/send/large.bin?length=300001", null },
        { "GET", "/send/large.bin?length=100000", null },
        { "GET", "/send/large.bin?length=1", null },
        { "GET", "/send/large.bin?length=0", null },
        { "HEAD", "/send/large.bin", null },
        { "GET", "/send/small.txt?before=text,", null },
        { "GET", "/send/large.bin?before=text,&after=,text", null },
        { "GET", "/send/large.bin?status=204", null },
        { "GET", "/send/large.bin?status=304", null },
        { "GET", "/send/large.bin?status=205", null },
        { "GET", "/starting/204", null },
        { "GET", "/starting/500", null },
        { "GET", "/swapped", null },
        { "GET", "/twice", null },
    };

    [Theory]
    [MemberData(nameof(Requests))]
    public async Task It_is_as_on_Kestrel(string method, string target, string? range)
    {
        File.WriteAllBytes(Path.Combine(_folder, "large.bin"), Objects.Make(300_000));
        File.WriteAllText(Path.Combine(_folder, "small.txt"), "a small text");
        File.WriteAllText(Path.Combine(_folder, "empty.txt"), "");
        foreach (string file in Directory.EnumerateFiles(_folder))
        {
            File.SetLastWriteTimeUtc(file, DateTime.UnixEpoch.AddDays(10_000));
        }

        string kestrel = await AskAsync(nanoservices: false, method, target, range);
        Assert.Equal(kestrel, await AskAsync(nanoservices: true, method, target, range));
    }

    [Fact]
    public async Task No_byte_of_a_file_passes_through_the_brain()
    {
        File.WriteAllBytes(Path.Combine(_folder, "large.bin"), Objects.Make(300_000));
        await using Site site = await StartAsync(nanoservices: true, _ => { });
        foreach (string target in new[] { "/static/large.bin", "/result/large.bin", "/send/large.bin" })
        {
            Assert.Equal(Objects.Make(300_000), await site.Client.GetByteArrayAsync(new Uri(target, UriKind.Relative)));
        }

        Assert.Equal(0, site.Looks.TotalBytes);
    }

    [Fact]
    public async Task A_file_that_shrinks_during_the_send_ends_as_on_Kestrel()
    {
        Assert.Equal(await ShrinkAsync(nanoservices: false), await ShrinkAsync(nanoservices: true));
    }

    [Fact]
    public async Task What_becomes_of_the_file_after_the_await_changes_nothing()
    {
        await using Site site = await Site.StartAsync(app => app.MapGet("/", async (HttpResponse response) =>
        {
            string path = Path.Combine(_folder, Path.GetRandomFileName());
            await File.WriteAllBytesAsync(path, Objects.Make(200_000));
            await response.SendFileAsync(path);
            await File.WriteAllBytesAsync(path, new byte[200_000]);
            File.Delete(path);
        }));
        for (int i = 0; i < 20; i++)
        {
            Assert.Equal(Objects.Make(200_000), await site.Client.GetByteArrayAsync(new Uri("/", UriKind.Relative)));
        }
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private async Task<string> ShrinkAsync(bool nanoservices)
    {
        string path = Path.Combine(_folder, Path.GetRandomFileName());
        List<string> seen = [];
        await using Site site = await Site.StartAsync(nanoservices, app => app.MapGet("/", async (HttpResponse response) =>
        {
            File.WriteAllBytes(path, Objects.Make(100_000));
            response.ContentLength = 100_000;
            await response.SendFileAsync(path, 0, 50_000);
            File.WriteAllBytes(path, Objects.Make(60_000));
            seen.Add(await SayAsync(() => response.SendFileAsync(path, 50_000, 50_000)));
            seen.Add(await SayAsync(() => response.SendFileAsync(path, 50_000, null)));
        }));
        seen.Add(await SayAsync(() => site.Client.GetByteArrayAsync(new Uri("/", UriKind.Relative))));
        return string.Join("; ", seen).Replace(path, "FILE", StringComparison.Ordinal);
    }

    private async Task<string> AskAsync(bool nanoservices, string method, string target, string? range)
    {
        string threw = "nothing";
        await using Site site = await StartAsync(nanoservices, text => threw = text);
        using HttpRequestMessage request = new(new HttpMethod(method), target);
        if (range is not null)
        {
            request.Headers.TryAddWithoutValidation("Range", range);
        }

        return $"{await AnswerAsync(site, request)}\nthe app's send threw {threw}";
    }

    private static async Task<string> AnswerAsync(Site site, HttpRequestMessage request)
    {
        try
        {
            using HttpResponseMessage response = await site.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
            IEnumerable<string> fields = response.Headers.Concat(response.Content.Headers)
                .Where(field => field.Key != "Date")
                .Select(field => $"{field.Key}: {string.Join(", ", field.Value)}");
            byte[] hash = SHA256.HashData(await response.Content.ReadAsByteArrayAsync());
            return $"{(int)response.StatusCode}\n{string.Join('\n', fields.Order())}\n{Convert.ToHexString(hash)}";
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            return $"{e.GetType()}: {e.Message}";
        }
    }

    private Task<Site> StartAsync(bool nanoservices, Action<string> threw) => Site.StartAsync(nanoservices, app =>
    {
        app.UseStaticFiles(new StaticFileOptions { FileProvider = new PhysicalFileProvider(_folder), RequestPath = "/static", ServeUnknownFileTypes = true });
        app.MapGet("/result/{name}", (string name) => Results.File(Path.Combine(_folder, name), enableRangeProcessing: true));
        app.MapMethods("/send/{name}", ["GET", "HEAD"], async (string name, HttpContext context) => await SendAsync(name, context, threw));
        app.MapGet("/starting/{status:int}", async (int status, HttpResponse response) =>
        {
            response.OnStarting(() =>
            {
                response.StatusCode = status;
                return Task.CompletedTask;
            });
            threw(await SayAsync(() => response.SendFileAsync(Path.Combine(_folder, "small.txt"))));
        });
        app.MapGet("/swapped", async (HttpResponse response) =>
        {
            Stream own = response.Body;
            using MemoryStream kept = new();
            response.Body = kept;
            await response.SendFileAsync(Path.Combine(_folder, "small.txt"));
            response.Body = own;
            await response.WriteAsync($"{kept.Length} bytes: ");
            await own.WriteAsync(kept.ToArray());
        });
        app.MapGet("/twice", async (HttpResponse response) =>
        {
            await response.SendFileAsync(Path.Combine(_folder, "small.txt"));
            await response.SendFileAsync(Path.Combine(_folder, "large.bin"), 100_000, 50_000);
            await response.BodyWriter.WriteAsync("between"u8.ToArray());
            await response.SendFileAsync(Path.Combine(_folder, "small.txt"), 2, null);
        });
    });

    private async Task SendAsync(string name, HttpContext context, Action<string> threw)
    {
        IQueryCollection query = context.Request.Query;
        HttpResponse response = context.Response;
        response.StatusCode = Number(query["status"]) is { } status ? (int)status : 200;
        response.ContentLength = Number(query["length"]);
        if (query["before"].Count > 0)
        {
            await response.WriteAsync(query["before"].ToString());
        }

        string path = Path.Combine(_folder, name);
        threw((await SayAsync(() => response.SendFileAsync(path, Number(query["offset"]) ?? 0, Number(query["count"])))).Replace(_folder, "", StringComparison.Ordinal));
        if (query["after"].Count > 0)
        {
            await response.WriteAsync(query["after"].ToString());
        }
    }

    private static long? Number(string? text) =>
        string.IsNullOrEmpty(text) ? null : long.Parse(text, System.Globalization.CultureInfo.InvariantCulture);

    private static async Task<string> SayAsync(Func<Task> act)
    {
        try
        {
            await act();
            return "nothing";
        }
        catch (Exception e)
        {
            return $"{e.GetType()}: {e.Message}";
        }
    }
}
