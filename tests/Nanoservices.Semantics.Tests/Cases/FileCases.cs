using Nanoservices.Semantics.Tests.Suite;

namespace Nanoservices.Semantics.Tests.Cases;

/// <summary>Cases 2 and 7.</summary>
internal static class FileCases
{
    public static IEnumerable<SemanticsCase> All() =>
    [
        SemanticsCase.Get(2, "/files/deleted-after?length=0"),
        SemanticsCase.Get(2, "/files/deleted-after?length=1000"),
        SemanticsCase.Get(2, "/files/deleted-after?length=3000000"),
        SemanticsCase.Get(2, "/files/halves"),
        SemanticsCase.Get(2, "/files/truncated"),
        SemanticsCase.Get(2, "/files/result"),
        SemanticsCase.Get(2, "/files/result", "Range: bytes=100-99999\r\n"),
        SemanticsCase.Get(2, "/files/result", "Range: bytes=200000-\r\n"),
        SemanticsCase.Get(2, "/files/result", "If-None-Match: \"f1\"\r\n"),
        SemanticsCase.Send(7, "POST /files/roundtrip", body: "through a temporary file"),
        SemanticsCase.Send(7, "POST /files/roundtrip", "X-Size: large\r\n", Bodies.Make(2_000_000, seed: 6)),
        SemanticsCase.Send(7, "POST /files/roundtrip", "X-Size: none\r\n", ""),
    ];
}
