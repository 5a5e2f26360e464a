using Nanoservices.Semantics.Tests.Client;
using Nanoservices.Semantics.Tests.Suite;

namespace Nanoservices.Semantics.Tests.Cases;

/// <summary>The object API in all its shapes; case 6: an entry that changes during the send; case 8 with a cached payload.</summary>
internal static class CacheCases
{
    private const int Large = 4 << 20;

    private static readonly string[] Shapes =
        ["", "/typed", "/stream", "/length", "/sync", "/json", "/body", "/length-first", "/writer", "/between", "/twice"];

    public static IEnumerable<SemanticsCase> All()
    {
        foreach (string shape in Shapes)
        {
            int number = shape == "/between" ? 8 : 0;
            yield return SemanticsCase.Get(number, $"/cache/none-{{run}}{shape}");
            yield return Object(number, "empty", 0, shape);
            yield return Object(number, "small", 100, shape);
            yield return Object(number, "middling", 65_536, shape);
            yield return Object(number, "large", 1 << 20, shape);
        }

        yield return new(0, "overwritten and removed", Overwritten);
        yield return new(0, "PUT chunked", PutChunked);
        yield return new(0, "PUT sync", talk => PutAndGet(talk, "/sync", "put synchronously"));
        yield return new(0, "PUT pipelined with GET", PutPipelined);
        yield return new(0, "ranges and conditions", Conditional);
        yield return new(0, "HEAD and DELETE of objects", OtherMethods);
        yield return new(0, "text", talk => PutAndGet(talk, "/text", "a text, read as a string"));
        yield return SemanticsCase.Get(0, "/cache-arguments/nulls");
        yield return SemanticsCase.Get(0, "/cache-arguments/cancelled/{run}");
        yield return SemanticsCase.Get(0, "/cache-arguments/expirations/{run}");
        yield return SemanticsCase.Get(0, "/cache-arguments/keys/{run}");
        yield return SemanticsCase.Get(0, "/cache-arguments/values/{run}");
        yield return new(6, "overwritten during a slow send", talk => ChangedDuringSend(talk, "/cache/{0}", Overwrite));
        yield return new(6, "removed during a slow send", talk => ChangedDuringSend(talk, "/cache/{0}", Remove));
        yield return new(6, "expired during a slow send", talk => ChangedDuringSend(talk, "/cache/{0}", Expire));
        yield return new(6, "overwritten during a slow send of pieces", talk => ChangedDuringSend(talk, "/cache/{0}/twice", Overwrite));
        yield return new(6, "many overwrites during a slow send", talk => ChangedDuringSend(talk, "/cache/{0}", OverwriteOften));
        yield return new(6, "overwritten between two writes", talk => HalfThenGate(talk, Overwrite));
        yield return new(6, "removed between two writes", talk => HalfThenGate(talk, Remove));
    }

    private static SemanticsCase Object(int number, string name, int length, string shape) =>
        new(number, $"GET {name} object{shape}", async talk =>
        {
            await talk.SilentAsync($"PUT /cache/{talk.Run}", Bodies.Make(length, seed: 1));
            await talk.ExchangeAsync($"GET /cache/{talk.Run}{shape}");
        });

    private static async Task PutAndGet(Talk talk, string shape, string body)
    {
        string put = shape == "/text" ? "" : shape;
        await talk.ExchangeAsync($"PUT /cache/{talk.Run}{put}", body: body);
        await talk.ExchangeAsync($"GET /cache/{talk.Run}{shape}");
    }

    private static async Task Overwritten(Talk talk)
    {
        foreach (int length in (int[])[10, 70_000, 0, 10])
        {
            await talk.ExchangeAsync($"PUT /cache/{talk.Run}", body: Bodies.Make(length, seed: length));
            await talk.ExchangeAsync($"GET /cache/{talk.Run}");
        }

        await talk.ExchangeAsync($"DELETE /cache/{talk.Run}");
        await talk.ExchangeAsync($"GET /cache/{talk.Run}");
        await talk.ExchangeAsync($"DELETE /cache/{talk.Run}");
    }

    private static async Task PutChunked(Talk talk)
    {
        string body = Bodies.Chunked([10, 0x4000, 1], seed: 3);
        await talk.ExchangeAsync($"PUT /cache/{talk.Run}", $"Transfer-Encoding: chunked\r\n\r\n{body}"[..^2]);
        await talk.ExchangeAsync($"GET /cache/{talk.Run}");
    }

    private static async Task PutPipelined(Talk talk)
    {
        using RawConnection connection = await talk.ConnectAsync();
        string[] ids = [talk.NextId(), talk.NextId(), talk.NextId(), talk.NextId()];
        await connection.SendAsync(
            talk.Request($"PUT /cache/{talk.Run}", ids[0], body: Bodies.Make(40_000, seed: 5))
            + talk.Request($"GET /cache/{talk.Run}", ids[1])
            + talk.Request($"DELETE /cache/{talk.Run}", ids[2])
            + talk.Request($"GET /cache/{talk.Run}", ids[3]),
            talk.Guard);
        foreach (string id in ids)
        {
            await talk.ReadAsync(connection);
            await talk.ObserveAsync(id);
        }
    }

    private static async Task Conditional(Talk talk)
    {
        await talk.SilentAsync($"PUT /cache/{talk.Run}", Bodies.Make(1000, seed: 1));
        string[] fields =
        [
            "Range: bytes=0-9", "Range: bytes=990-", "Range: bytes=-5", "Range: bytes=0-0,5-9", "Range: bytes=2000-", "Range: bytes=5-2",
            "Range: lines=1-2", "If-None-Match: \"v1\"", "If-None-Match: \"v2\"", "If-Match: \"v2\"", "If-None-Match: *",
            "If-Modified-Since: Thu, 01 Jan 1970 00:00:00 GMT", "If-Unmodified-Since: Wed, 31 Dec 1969 00:00:00 GMT",
            "If-Range: \"v1\"\r\nRange: bytes=0-9", "If-Range: \"v2\"\r\nRange: bytes=0-9",
        ];
        foreach (string field in fields)
        {
            talk.Transcript.Line(field);
            await talk.ExchangeAsync($"GET /cache/{talk.Run}/typed", field + "\r\n");
            await talk.ExchangeAsync($"GET /cache/{talk.Run}", field + "\r\n");
        }
    }

    private static async Task OtherMethods(Talk talk)
    {
        await talk.SilentAsync($"PUT /cache/{talk.Run}", "content");
        foreach (string method in (string[])["HEAD", "POST", "OPTIONS", "PATCH", "DELETE", "HEAD"])
        {
            await talk.ExchangeAsync($"{method} /cache/{talk.Run}");
        }
    }

    // The client takes the head, then something happens to the entry, then the client takes the body.
    private static async Task ChangedDuringSend(Talk talk, string path, Func<Talk, Task> change)
    {
        bool expiring = change == Expire;
        await talk.SilentAsync(expiring ? $"PUT /cache-arguments/expiring/{talk.Run}?ms=2000" : $"PUT /cache/{talk.Run}", Bodies.Make(Large, seed: 8));
        string id = talk.NextId();
        using RawConnection slow = await talk.ConnectAsync(receiveBuffer: 4096);
        await slow.SendAsync(talk.Request($"GET {string.Format(null, path, talk.Run)}", id), talk.Guard);
        var response = new RawResponse(slow.Source, toHead: false);
        await response.ReadHeadAsync(talk.Guard);
        await change(talk);
        await response.ReadToEndAsync(talk.Guard);
        talk.Transcript.Add(response);
        await talk.ObserveAsync(id);
    }

    private static async Task HalfThenGate(Talk talk, Func<Talk, Task> change)
    {
        await talk.SilentAsync($"PUT /cache/{talk.Run}", Bodies.Make(300_000, seed: 8));
        string id = talk.NextId();
        using RawConnection connection = await talk.ConnectAsync();
        await connection.SendAsync(talk.Request($"GET /lifetime/half-then-gate/{talk.Run}", id), talk.Guard);
        var response = new RawResponse(connection.Source, toHead: false);
        await response.ReadHeadAsync(talk.Guard);
        await response.ReadBodyAsync(150_000, talk.Guard);
        await change(talk);
        await talk.OpenGateAsync(id);
        await response.ReadToEndAsync(talk.Guard);
        talk.Transcript.Add(response);
        await talk.ObserveAsync(id);
    }

    private static async Task Overwrite(Talk talk)
    {
        await talk.SilentAsync($"PUT /cache/{talk.Run}", Bodies.Make(Large, seed: 9));
        await talk.ExchangeAsync($"GET /cache/{talk.Run}");
    }

    private static async Task OverwriteOften(Talk talk)
    {
        for (int i = 0; i < 20; i++)
        {
            await talk.SilentAsync($"PUT /cache/{talk.Run}", Bodies.Make(Large, seed: 10 + i));
        }
    }

    private static async Task Remove(Talk talk)
    {
        await talk.SilentAsync($"DELETE /cache/{talk.Run}");
        await talk.ExchangeAsync($"GET /cache/{talk.Run}");
    }

    private static async Task Expire(Talk talk)
    {
        while (await talk.SilentAsync($"GET /cache/{talk.Run}/length") != "-1")
        {
            await Task.Delay(50, talk.Guard);
        }
    }
}
