using Nanoservices.Semantics.Tests.Client;
using Nanoservices.Semantics.Tests.Suite;

namespace Nanoservices.Semantics.Tests.Cases;

/// <summary>Case 17: what the app sees when its client goes.</summary>
internal static class GoneCases
{
    private const string Upload = "Content-Length: 1000000\r\n";

    public static IEnumerable<SemanticsCase> All() =>
    [
        new(17, "reset in mid-download", talk => Leave(talk, "GET /gone/download", "", read: 100_000, way: LeavingBy.Reset)),
        new(17, "closed in mid-download", talk => Leave(talk, "GET /gone/download", "", read: 100_000, way: LeavingBy.Close)),
        new(17, "reset in mid-download, with the token", talk => Leave(talk, "GET /gone/download-with-token", "", read: 100_000, way: LeavingBy.Reset)),
        new(17, "reset while waiting", talk => Leave(talk, "GET /gone/waiting", "", read: 0, way: LeavingBy.Reset)),
        new(17, "closed while waiting", talk => Leave(talk, "GET /gone/waiting", "", read: 0, way: LeavingBy.Close)),
        new(17, "closed while waiting on a callback", talk => Leave(talk, "GET /gone/waiting-polls", "", read: 0, way: LeavingBy.Close)),
        new(17, "reset in mid-upload", talk => Leave(talk, "POST /gone/upload-observed", Upload, read: 0, way: LeavingBy.Reset, sent: 70_000)),
        new(17, "half-closed in mid-upload", talk => HalfClose(talk, "POST /gone/upload", Upload, "some bytes of many", seen: "read so far 18")),
        new(17, "half-closed in mid-upload, chunked", talk => HalfClose(
            talk, "POST /gone/upload", "Transfer-Encoding: chunked\r\n", "12\r\nsome bytes of many\r\n1000\r\n", seen: "read so far 18")),
        new(17, "half-closed while waiting", talk => HalfClose(talk, "GET /gone/waiting", "", "", seen: null)),
        new(17, "half-closed while waiting on a callback", talk => HalfClose(talk, "GET /gone/waiting-polls", "", "", seen: null)),
        new(17, "half-closed in mid-download", talk => Leave(talk, "GET /gone/download", "", read: 100_000, way: LeavingBy.HalfClose)),
        new(17, "write's token fires while it waits", WriteCancelled),
    ];

    private static async Task Leave(Talk talk, string line, string fields, int read, LeavingBy way, int sent = 0)
    {
        string id = talk.NextId();
        RawConnection connection = await talk.ConnectAsync(receiveBuffer: 4096);
        await connection.SendAsync(talk.Request(line, id, fields) + Bodies.Make(sent, seed: 1), talk.Guard);
        if (read > 0)
        {
            var response = new RawResponse(connection.Source, toHead: false);
            await response.ReadHeadAsync(talk.Guard);
            await response.ReadBodyAsync(read, talk.Guard);
            talk.Transcript.Line($"< {response.StatusLine} {response.Framing}");
        }
        else
        {
            await ReachedAsync(talk, id);
        }

        switch (way)
        {
            case LeavingBy.Reset:
                connection.Reset();
                break;
            case LeavingBy.Close:
                connection.Dispose();
                break;
            default:
                connection.HalfClose();
                break;
        }

        await talk.ObserveAsync(id);
        connection.Dispose();
    }

    private static async Task WriteCancelled(Talk talk)
    {
        string id = talk.NextId();
        using RawConnection connection = await talk.ConnectAsync(receiveBuffer: 4096);
        await connection.SendAsync(talk.Request("GET /gone/write-cancelled", id), talk.Guard);
        var response = new RawResponse(connection.Source, toHead: false);
        await response.ReadHeadAsync(talk.Guard);
        await response.ReadBodyAsync(100_000, talk.Guard);
        await talk.OpenGateAsync(id);
        await talk.ObserveAsync(id);
        await response.ReadToEndAsync(talk.Guard);
        talk.Transcript.Line($"< {response.StatusLine} {response.Framing} {response.End}");
    }

    // Till the request is with the app: otherwise it may be gone before it came.
    private static async Task ReachedAsync(Talk talk, string id)
    {
        while (await talk.SilentAsync($"GET /reached/{id}") != "true")
        {
            await Task.Delay(10, talk.Guard);
        }
    }

    // Not before the app has seen what it can see: an end that overtakes bytes on their way is Kestrel's to race with.
    private static async Task HalfClose(Talk talk, string line, string fields, string body, string? seen)
    {
        string id = talk.NextId();
        using RawConnection connection = await talk.ConnectAsync();
        await connection.SendAsync(talk.Request(line, id, fields) + body, talk.Guard);
        await ReachedAsync(talk, id);
        while (seen is not null && !(await talk.SilentAsync($"GET /observations/{id}?wait=False")).Contains(seen, StringComparison.Ordinal))
        {
            await Task.Delay(10, talk.Guard);
        }

        connection.HalfClose();
        await talk.ReadAsync(connection);
        await talk.ObserveAsync(id);
    }
}
