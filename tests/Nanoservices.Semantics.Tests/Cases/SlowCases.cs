using Nanoservices.Semantics.Tests.Client;
using Nanoservices.Semantics.Tests.Suite;

namespace Nanoservices.Semantics.Tests.Cases;

/// <summary>Case 18.</summary>
internal static class SlowCases
{
    public static IEnumerable<SemanticsCase> All() =>
    [
        new(18, "a thousand slow handlers", talk => Many(talk, "/slow/gate/", 1000)),
        new(18, "handlers that block their threads", talk => Many(talk, "/slow/blocking/", 12)),
        new(18, "a handler that never returns", Never),
    ];

    // All wait at one gate; others are still answered; then all are let through.
    private static async Task Many(Talk talk, string path, int count)
    {
        var connections = new List<RawConnection>();
        try
        {
            for (int i = 0; i < count; i++)
            {
                RawConnection connection = await talk.ConnectAsync();
                connections.Add(connection);
                await connection.SendAsync(talk.Request($"GET {path}{talk.Run}", id: null), talk.Guard);
            }

            await talk.ExchangeAsync("GET /ping");
            await talk.OpenGateAsync(talk.Run);
            var answers = new List<string>();
            foreach (RawConnection connection in connections)
            {
                var response = new RawResponse(connection.Source, toHead: false);
                await response.ReadHeadAsync(talk.Guard);
                await response.ReadToEndAsync(talk.Guard);
                answers.Add($"{response.StatusLine} {response.End} {System.Text.Encoding.ASCII.GetString(response.Body)}");
            }

            foreach (IGrouping<string, string> group in answers.GroupBy(a => a).OrderBy(g => g.Key, StringComparer.Ordinal))
            {
                talk.Transcript.Line($"= {group.Count()} x {group.Key}");
            }
        }
        finally
        {
            connections.ForEach(connection => connection.Dispose());
        }
    }

    private static async Task Never(Talk talk)
    {
        string id = talk.NextId();
        using (RawConnection connection = await talk.ConnectAsync())
        {
            await connection.SendAsync(talk.Request("GET /slow/never", id), talk.Guard);
            await talk.ExchangeAsync("GET /ping");
        }

        await talk.ObserveAsync(id);
    }
}
