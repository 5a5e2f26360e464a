using Nanoservices.Semantics.Tests.Client;
using Nanoservices.Semantics.Tests.Suite;

namespace Nanoservices.Semantics.Tests.Cases;

/// <summary>What the app sees of request bodies.</summary>
internal static class RequestBodyCases
{
    private static readonly string[] Paths =
        ["echo", "ignored", "array", "part", "pipe", "limit?bytes=100000", "limit?bytes=10", "limit-late", "copied-caught", "sync"];

    public static IEnumerable<SemanticsCase> All()
    {
        foreach (string path in Paths)
        {
            yield return SemanticsCase.Send(0, $"POST /bodies/{path}", body: "a small body");
            yield return SemanticsCase.Send(0, $"POST /bodies/{path}", "X-Size: none\r\n");
            yield return new(0, $"POST /bodies/{path} chunked", talk => Chunked(talk, path, [3, 0x2000, 77]));
            yield return new(0, $"POST /bodies/{path} 100-continue", talk => Expecting(talk, path));
        }

        foreach (string path in (string[])["echo", "ignored", "array", "pipe"])
        {
            yield return SemanticsCase.Send(0, $"POST /bodies/{path}", "X-Size: large\r\n", Bodies.Make(1_500_000, seed: 7));
        }

        yield return new(0, "POST /bodies/answer-first", talk => talk.GatedAsync("POST /bodies/answer-first", 15, "", "the body"));
        yield return SemanticsCase.Send(0, "POST /bodies/json", "Content-Type: application/json\r\n", "{\"a\":1,\"b\":2}");
        yield return SemanticsCase.Send(0, "POST /bodies/json", "Content-Type: application/json\r\nX-Bad: 1\r\n", "{\"a\":");
        yield return SemanticsCase.Send(0, "POST /bodies/json", "Content-Type: text/plain\r\n", "{}");
        yield return SemanticsCase.Send(0, "POST /bodies/form", "Content-Type: application/x-www-form-urlencoded\r\n", "a=1&b=%20x&a=2");
        yield return new(0, "over the default limit", talk => talk.ExchangeAsync("POST /bodies/array", "Content-Length: 30000001\r\n"));
        yield return new(0, "over the default limit, caught", talk => talk.ExchangeAsync("POST /bodies/copied-caught", "Content-Length: 30000001\r\n"));
        yield return new(0, "malformed chunk", talk => talk.ExchangeAsync("POST /bodies/echo", "Transfer-Encoding: chunked\r\n\r\nzz\r\n"));
        yield return new(0, "malformed chunk, caught", talk => talk.ExchangeAsync("POST /bodies/copied-caught", "Transfer-Encoding: chunked\r\n\r\n5\r\nabcdefgh"));
        yield return new(0, "two bodies in one pipeline", Pipelined);
    }

    private static Task<RawResponse> Chunked(Talk talk, string path, int[] chunks) =>
        talk.ExchangeAsync($"POST /bodies/{path}", $"Transfer-Encoding: chunked\r\n\r\n{Bodies.Chunked(chunks, seed: 4)}"[..^2]);

    // The client sends its body only when it is told to, as curl does; when it is not told, never.
    private static async Task Expecting(Talk talk, string path)
    {
        string id = talk.NextId();
        using RawConnection connection = await talk.ConnectAsync();
        await connection.SendAsync(talk.Request($"POST /bodies/{path}", id, "Expect: 100-continue\r\nContent-Length: 11\r\n"), talk.Guard);
        string? first = await connection.Source.ReadLineAsync(talk.Guard);
        talk.Transcript.Line($"< {first}");
        bool told = first == "HTTP/1.1 100 Continue";
        while (await connection.Source.ReadLineAsync(talk.Guard) is { Length: > 0 } field)
        {
            talk.Transcript.Line(field.StartsWith("Date:", StringComparison.Ordinal) ? "< Date: (some)" : $"< {field}");
        }

        if (told)
        {
            await connection.SendAsync("eleven more", talk.Guard);
            await talk.AfterwardsAsync(connection, await talk.ReadAsync(connection));
        }

        await talk.ObserveAsync(id);
    }

    private static async Task Pipelined(Talk talk)
    {
        using RawConnection connection = await talk.ConnectAsync();
        string[] ids = [talk.NextId(), talk.NextId(), talk.NextId()];
        await connection.SendAsync(
            talk.Request("POST /bodies/ignored", ids[0], body: Bodies.Make(10_000, seed: 1))
            + talk.Request("POST /bodies/part", ids[1], body: Bodies.Make(10_000, seed: 2))
            + talk.Request("POST /bodies/echo", ids[2], body: Bodies.Make(10_000, seed: 3)),
            talk.Guard);
        foreach (string id in ids)
        {
            await talk.ReadAsync(connection);
            await talk.ObserveAsync(id);
        }
    }
}
