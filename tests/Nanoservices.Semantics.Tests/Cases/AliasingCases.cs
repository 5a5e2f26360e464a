using Nanoservices.Semantics.Tests.Suite;

namespace Nanoservices.Semantics.Tests.Cases;

/// <summary>Cases 3 and 4.</summary>
internal static class AliasingCases
{
    public static IEnumerable<SemanticsCase> All() =>
    [
        SemanticsCase.Get(3, "/aliasing/after-set/{run}"),
        SemanticsCase.Get(3, "/aliasing/after-get/{run}"),
        SemanticsCase.Get(3, "/aliasing/after-collection/{run}"),
        SemanticsCase.Get(3, "/aliasing/memory-cache/{run}"),
        new(3, "a change in one request shows in the next", async talk =>
        {
            await talk.ExchangeAsync($"GET /aliasing/after-set/{talk.Run}");
            await talk.ExchangeAsync($"GET /cache/{talk.Run}");
            await talk.ExchangeAsync($"GET /cache/{talk.Run}/between");
        }),
        SemanticsCase.Get(4, "/aliasing/result"),
        SemanticsCase.Get(4, "/aliasing/cached-result/{run}"),
        SemanticsCase.Get(4, "/aliasing/filtered-result/{run}"),
    ];
}
