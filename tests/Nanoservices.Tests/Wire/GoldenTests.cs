using System.Net;
using System.Text;
using Nanoservices.Handles;
using Nanoservices.Outcomes;
using Nanoservices.Tests.Handles;
using Nanoservices.Wire;
using Xunit;

namespace Nanoservices.Tests.Wire;

/// <summary>Bytes written by hand from docs/wire-format.md: an older or newer process must understand them.</summary>
public sealed class GoldenTests
{
    private const string HandleHex =
        "01000500040302011807161514131211280726252423222138073635343332314807464544434241"
        + "5807565554535251680766656463626178077675747372710F0E0D0C0B0A090807060504030201001F1E1D1C1B1A19181716151413121110";

    [Fact]
    public void Body_demand() => Expect(
        "1100" + "0000" + "14000000" + "0900000000000000" + "00000100",
        w => BodyDemand.Write(w, 9, 65536));

    [Fact]
    public void Body_part_with_bytes_as_tail()
    {
        using WireWriter writer = new();
        BodyPart.WriteBytes(writer, 7);
        Assert.Equal("1200" + "0000" + "13000000" + "0700000000000000", Convert.ToHexString(writer.Finish(3).Span));
    }

    [Fact]
    public void Body_end_with_a_trailer() => Expect(
        "1200" + "0100" + "24000000" + "0700000000000000" + "0100" + "0000" + "03000000" + "582D54" + "05000000" + "76616C7565",
        w => BodyPart.WriteEnd(w, 7, [new Field("X-T", "value")]));

    [Fact]
    public void Gather_plan_with_head_inline_and_payload() => Expect(
        "1500" + "0900" + "9E000000" + "0500000000000000"
        + "C8000000" + "FFFFFFFF" + "0100" + "1700" + "01000000" + "35"
        + "01" + "02000000" + "6869"
        + "02" + HandleHex + "0100000000000000" + "0300000000000000" + "01" + "00000000",
        w =>
        {
            GatherPlan.Begin(w, 5, GatherFlags.HasHead | GatherFlags.End);
            GatherPlan.WriteHead(w, 200, null, 1);
            FieldCodec.Write(w, "Content-Length", "5");
            GatherPlan.WriteInline(w, "hi"u8);
            GatherPlan.WritePayload(w, HandleTests.Sample, 1, 3);
            GatherPlan.WriteInline(w, []);
        });

    [Fact]
    public void Plan_progress() => Expect(
        "1600" + "0100" + "22000000" + "0500000000000000" + "0A00000000000000" + "02" + "01" + "0300000000000000",
        w => new PlanProgress(10, Outcome.Unknown(3, FailureKind.PeerDown), true).Write(w, 5));

    [Fact]
    public void Lookup() => Expect(
        "4100" + "0000" + "17000000" + "0400000000000000" + "03000000" + "6B" + "C3BC",
        w => CacheKey.Write(w, MessageKind.Lookup, 4, "kü"));

    [Fact]
    public void Cache_reply() => Expect(
        "4900" + "0000" + "7A000000" + "0400000000000000" + "00" + "00" + "0000000000000000" + HandleHex,
        w => new CacheReply(Outcome.Done, HandleTests.Sample).Write(w, 4));

    [Fact]
    public void Stand_in() => Expect(
        "4A00" + "0000" + "35000000" + "0400000000000000" + "01000000" + "6B" + "0010000000000000"
        + "0500000000000000" + "0600000000000000" + "0700000000000000",
        w => new StandInRequest("k", 4096, 5, 6, 7).Write(w, 4));

    [Fact]
    public void Request()
    {
        byte[] connection = [.. Text("c1"), 4, 0, 0, 0, 127, 0, 0, 1, 0, 0, 0, 0, 0x39, 0x30, 0, 0, 0, 0, 0, 0, 0, 0, 0x50, 0, 0, 0, 0, 0];
        byte[] body =
        [
            .. Text("PUT"), .. Text("http"), .. Text("HTTP/1.1"), .. Text(""), .. Text("/a b"), .. Text("?q"), .. Text("/a%20b?q"), .. Text("c1:1"),
            0, 0x10, 0, 0, 0, 0, 0, 0, .. connection, 1, 0, 41, 0, .. Text("h"),
        ];
        Expect(
            "1000" + "0100" + Convert.ToHexString(BitConverter.GetBytes(16 + body.Length)) + "0800000000000000" + Convert.ToHexString(body),
            w => new RequestHead
            {
                Flags = RequestFlags.CanHaveBody,
                Method = "PUT",
                Scheme = "http",
                Protocol = "HTTP/1.1",
                Path = "/a b",
                QueryString = "?q",
                RawTarget = "/a%20b?q",
                TraceIdentifier = "c1:1",
                BodyLimit = 4096,
                Connection = new ConnectionInfo { Id = "c1", RemoteAddress = IPAddress.Loopback, RemotePort = 12345, LocalPort = 80 },
                Fields = [new Field("Host", "h")],
            }.Write(w, 8));
    }

    [Fact]
    public void Field_numbers_stay_what_they_are()
    {
        Assert.Equal(1, FieldNames.NumberOf("Accept"));
        Assert.Equal(23, FieldNames.NumberOf("Content-Length"));
        Assert.Equal(41, FieldNames.NumberOf("Host"));
        Assert.Equal(81, FieldNames.NumberOf("Upgrade-Insecure-Requests"));
        Assert.Equal(80, FieldNames.NumberOf("Upgrade"));
        Assert.Equal(FieldNames.Count, FieldNames.NumberOf("tracestate"));
        Assert.Equal(0, FieldNames.NumberOf("host"));
    }

    private static byte[] Text(string text) => [.. BitConverter.GetBytes(Encoding.UTF8.GetByteCount(text)), .. Encoding.UTF8.GetBytes(text)];

    private static void Expect(string golden, Action<WireWriter> write)
    {
        using WireWriter writer = new(16);
        write(writer);
        Assert.Equal(golden, Convert.ToHexString(writer.Finish().Span));
    }
}
