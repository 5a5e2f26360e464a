using System.Globalization;
using System.Text;
using Nanoservices.Semantics.Tests.Client;

namespace Nanoservices.Semantics.Tests.Suite;

/// <summary>One run of a case against one server: exchanges, each noted in the transcript.</summary>
public sealed class Talk
{
    private readonly Uri _server;
    private int _exchanges;

    public Talk(Uri server, string run, CancellationToken guard)
    {
        _server = server;
        Run = run;
        Guard = guard;
        Transcript.Name(run, "{run}");
        Transcript.Name(server.GetLeftPart(UriPartial.Authority), "{self}");
    }

    /// <summary>Unique to this run and of fixed length: for keys and gates.</summary>
    public string Run { get; }

    /// <summary>Ends what hangs.</summary>
    public CancellationToken Guard { get; }

    public Transcript Transcript { get; } = new();

    public Task<RawConnection> ConnectAsync(int? receiveBuffer = null) => RawConnection.ConnectAsync(_server, receiveBuffer, Guard);

    /// <summary>An id for a request that the app shall observe.</summary>
    public string NextId() => string.Create(CultureInfo.InvariantCulture, $"{Run}-{++_exchanges:00}");

    /// <summary>The id that <see cref="NextId"/> will give.</summary>
    public string PeekId() => string.Create(CultureInfo.InvariantCulture, $"{Run}-{_exchanges + 1:00}");

    /// <summary>A request's head, and its body with its length if there is one.</summary>
    public string Request(string line, string? id, string fields = "", string? body = null)
    {
        string length = body is null ? "" : $"Content-Length: {body.Length}\r\n";
        string observe = id is null ? "" : $"Observe: {id}\r\nSelf: {_server.GetLeftPart(UriPartial.Authority)}\r\n";
        return $"{line} HTTP/1.1\r\nHost: semantics.test\r\n{observe}{length}{fields}\r\n{body}";
    }

    /// <summary>One whole exchange on its own connection, whether the connection is of use afterwards, and what the app saw.</summary>
    public async Task<RawResponse> ExchangeAsync(string line, string fields = "", string? body = null)
    {
        string id = NextId();
        Transcript.Line($"> {line}");
        RawResponse response = await RawAsync(Request(line, id, fields, body), line.StartsWith("HEAD", StringComparison.Ordinal));
        await ObserveAsync(id);
        return response;
    }

    /// <summary>Sends bytes on a new connection and reads the answer and how the connection goes on.</summary>
    public async Task<RawResponse> RawAsync(string bytes, bool toHead = false)
    {
        using RawConnection connection = await ConnectAsync();
        await connection.SendAsync(bytes, Guard);
        RawResponse response = await ReadAsync(connection, toHead);
        await AfterwardsAsync(connection, response);
        return response;
    }

    /// <summary>Reads an answer into the transcript.</summary>
    public async Task<RawResponse> ReadAsync(RawConnection connection, bool toHead = false)
    {
        var response = new RawResponse(connection.Source, toHead);
        if (await response.ReadHeadAsync(Guard))
        {
            await response.ReadToEndAsync(Guard);
        }

        Transcript.Add(response);
        return response;
    }

    /// <summary>
    /// How the connection goes on: after a complete answer a second request is tried, unless the server said that it closes; after an
    /// incomplete one, how it ended.
    /// </summary>
    public async Task AfterwardsAsync(RawConnection connection, RawResponse response)
    {
        if (response.End == ExchangeEnd.Complete && response.Framing != Framing.UntilClose && !response.HasToken("Connection", "close"))
        {
            await connection.SendAsync("GET /ping HTTP/1.1\r\nHost: semantics.test\r\n\r\n", Guard);
            var ping = new RawResponse(connection.Source, toHead: false);
            if (await ping.ReadHeadAsync(Guard))
            {
                await ping.ReadToEndAsync(Guard);
                Transcript.Line($"= reused: {ping.StatusLine} {Encoding.ASCII.GetString(ping.Body)}");
                return;
            }
        }

        ReadOnlyMemory<byte> more = await connection.Source.ReadSomeAsync(1000, Guard);
        Transcript.Line(more.IsEmpty
            ? $"= {connection.Source.End}"
            : $"= more bytes: {Encoding.Latin1.GetString(more.Span)}");
    }

    /// <summary>Sends, waits till <paramref name="first"/> body bytes are here, opens the request's gate, reads the rest.</summary>
    public async Task GatedAsync(string line, int first, string fields = "", string? body = null)
    {
        string id = NextId();
        Transcript.Line($"> {line}");
        using RawConnection connection = await ConnectAsync();
        await connection.SendAsync(Request(line, id, fields, body), Guard);
        var response = new RawResponse(connection.Source, toHead: false);
        bool head = await response.ReadHeadAsync(Guard);
        await response.ReadBodyAsync(first, Guard);
        Transcript.Line($"= before the gate: head {head}, body {(response.Body.Length >= first ? "has begun" : "has ended")}");
        await OpenGateAsync(id);
        await response.ReadToEndAsync(Guard);
        Transcript.Add(response);
        await AfterwardsAsync(connection, response);
        await ObserveAsync(id);
    }

    public Task OpenGateAsync(string name) => SilentAsync($"GET /gate/{name}/open");

    /// <summary>An exchange that only prepares or cleans up; it has to work.</summary>
    public async Task<string> SilentAsync(string line, string? body = null)
    {
        using RawConnection connection = await ConnectAsync();
        await connection.SendAsync(Request(line, id: null, body: body), Guard);
        var response = new RawResponse(connection.Source, toHead: false);
        if (await response.ReadHeadAsync(Guard))
        {
            await response.ReadToEndAsync(Guard);
        }

        return response.End == ExchangeEnd.Complete && response.StatusLine!.StartsWith("HTTP/1.1 20", StringComparison.Ordinal)
            ? Encoding.Latin1.GetString(response.Body)
            : throw new InvalidOperationException($"{line} ended {response.End} with {response.StatusLine}\nso far:\n{Transcript}");
    }

    /// <summary>Notes what the app saw, once the request has ended there, or (<paramref name="wait"/> false) so far.</summary>
    public async Task ObserveAsync(string id, bool wait = true)
    {
        foreach (string line in (await SilentAsync($"GET /observations/{id}?wait={wait}")).Split('\n'))
        {
            Transcript.Line($"~ {line}");
        }
    }
}
