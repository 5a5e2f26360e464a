using Nanoservices.Semantics.Tests.Suite;

namespace Nanoservices.Semantics.Tests.Cases;

/// <summary>Cases 1 and 16; of 18, a service that calls itself and blocks on the answer.</summary>
internal static class UpstreamCases
{
    private const string Broken = "path=/upstream/broken?length=100000%26after=";

    public static IEnumerable<SemanticsCase> All() =>
    [
        SemanticsCase.Get(1, "/proxy/disposed?path=/upstream/content?length=10"),
        SemanticsCase.Get(1, "/proxy/disposed?path=/upstream/content?length=3000000"),
        SemanticsCase.Get(1, "/proxy/buffered?path=/upstream/content?length=3000000"),
        SemanticsCase.Get(16, $"/proxy/fails-buffered?{Broken}0"),
        SemanticsCase.Get(16, $"/proxy/fails-buffered?{Broken}5000"),
        SemanticsCase.Get(16, "/proxy/fails-buffered?path=/upstream/missing"),
        new(16, "an upstream fails in mid-stream", talk => Streamed(talk, "fails-streamed")),
        new(16, "an upstream fails in mid-stream, caught", talk => Streamed(talk, "fails-streamed-caught")),
        SemanticsCase.Get(18, "/proxy/blocking?path=/upstream/content?length=1000"),
    ];

    // The upstream fails when the client has all that came before.
    private static Task Streamed(Talk talk, string path) =>
        talk.GatedAsync($"GET /proxy/{path}?{Broken}5000%26gate={talk.PeekId()}", first: 5000);
}
