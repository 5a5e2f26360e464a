using System.Net;
using Nanoservices.Outcomes;
using Nanoservices.Tests.Handles;
using Nanoservices.Wire;

namespace Nanoservices.Tests.Wire;

/// <summary>One message of every kind, and its reader.</summary>
internal static class WireMessages
{
    public delegate object Reader(ReadOnlySpan<byte> message);

    public static IEnumerable<(MessageKind Kind, Action<WireWriter> Write, Reader Read)> All =>
    [
        (MessageKind.Request, w => Request.Write(w, 3), m => { WireReader r = new(m); return RequestHead.Read(ref r).Fields.Count; }),
        (MessageKind.BodyDemand, w => BodyDemand.Write(w, 3, 77), m => { WireReader r = new(m); return BodyDemand.Read(ref r); }),
        (MessageKind.BodyPart, w => BodyPart.WriteEnd(w, 3, [new Field("A", "b")]), m => { WireReader r = new(m); return BodyPart.Read(ref r).Trailers.Length; }),
        (MessageKind.BodyPart, w => BodyPart.WriteFailure(w, 3, new BodyFailure(FailureKind.TooLarge, 413, "big")), m => { WireReader r = new(m); return BodyPart.Read(ref r).Failure; }),
        (MessageKind.ScatterPlan, w => new ScatterPlan(4).Write(w, 3), m => { WireReader r = new(m); return ScatterPlan.Read(ref r); }),
        (MessageKind.ScatterResult, w => new ScatterResult(Outcome.Done, HandleTests.Sample, default, []).Write(w, 3), m => { WireReader r = new(m); return ScatterResult.Read(ref r).Handle; }),
        (MessageKind.PlanProgress, w => new PlanProgress(5, Outcome.Done, false).Write(w, 3), m => { WireReader r = new(m); return PlanProgress.Read(ref r); }),
        (MessageKind.AbortExchange, w => AbortExchange.Write(w, 3, 8), m => { WireReader r = new(m); return AbortExchange.Read(ref r); }),
        (MessageKind.BodyLimit, w => BodyLimit.Write(w, 3, null), m => { WireReader r = new(m); return BodyLimit.Read(ref r) ?? -1; }),
        (MessageKind.Listen, w => Listen.Write(w, 3), m => { WireReader r = new(m); return ListenRequest.Read(ref r).Addresses.Count; }),
        (MessageKind.Listening, w => new ListenReply(Outcome.Done, null, ["http://[::]:80"]).Write(w, 3), m => { WireReader r = new(m); return ListenReply.Read(ref r).Addresses[0]; }),
        (MessageKind.Lookup, w => CacheKey.Write(w, MessageKind.Lookup, 3, "key"), m => { WireReader r = new(m); return CacheKey.Read(ref r); }),
        (MessageKind.Allocate, w => AllocateRequest.Write(w, 3, 99), m => { WireReader r = new(m); return AllocateRequest.Read(ref r); }),
        (MessageKind.Seal, w => new SealRequest(HandleTests.Sample, 5, 2).Write(w, 3), m => { WireReader r = new(m); return SealRequest.Read(ref r); }),
        (MessageKind.Publish, w => new PublishRequest("k", HandleTests.Sample, 1, 2, 3).Write(w, 3), m => { WireReader r = new(m); return PublishRequest.Read(ref r); }),
        (MessageKind.StandIn, w => new StandInRequest("k", 9, 1, 2, 3).Write(w, 3), m => { WireReader r = new(m); return StandInRequest.Read(ref r); }),
        (MessageKind.Release, w => new ReleaseRequest(4, 5).Write(w), m => { WireReader r = new(m); return ReleaseRequest.Read(ref r); }),
        (MessageKind.CacheReply, w => new CacheReply(Outcome.NotStarted(FailureKind.NotFound), default).Write(w, 3), m => { WireReader r = new(m); return CacheReply.Read(ref r); }),
        (MessageKind.RegionOffer, w => new RegionOffer(1, 2, 3).Write(w), m => { WireReader r = new(m); return RegionOffer.Read(ref r); }),
        (MessageKind.GatherPlan, WritePlan, ReadPlan),
    ];

    private static RequestHead Request => new()
    {
        Method = "GET",
        Scheme = "http",
        Protocol = "HTTP/1.1",
        Path = "/",
        RawTarget = "/",
        TraceIdentifier = "t",
        Connection = new ConnectionInfo { Id = "c", RemoteAddress = IPAddress.IPv6Loopback, ClientCertificate = [1, 2, 3] },
        Fields = [new Field("Host", "h"), new Field("x-own", "é")],
    };

    private static ListenRequest Listen => new()
    {
        Addresses = ["http://localhost:5000"],
        Settings = new Dictionary<ServerSetting, long> { [ServerSetting.MaxRequestBodySize] = -1 },
    };

    private static void WritePlan(WireWriter w)
    {
        GatherPlan.Begin(w, 3, GatherFlags.HasHead | GatherFlags.HasTrailers | GatherFlags.End);
        GatherPlan.WriteHead(w, 404, "No", 1);
        FieldCodec.Write(w, "ETag", "\"1\"");
        FieldCodec.WriteAll(w, [new Field("grpc-status", "0")]);
        GatherPlan.WriteInline(w, "abc"u8);
        GatherPlan.WritePayload(w, HandleTests.Sample, 0, HandleTests.Sample.Length);
    }

    private static object ReadPlan(ReadOnlySpan<byte> message)
    {
        GatherPlan plan = new(new WireReader(message));
        plan.ReadHead(out int status, out _, out int count);
        for (; count > 0; count--)
        {
            plan.ReadField();
        }

        long length = plan.ReadTrailers().Length;
        int pieces = 0;
        while (plan.TryReadPiece(out Piece piece))
        {
            length += piece.Length;
            pieces++;
        }

        return pieces == 2 ? (object)(status, length) : throw new WireFormatException("pieces");
    }
}
