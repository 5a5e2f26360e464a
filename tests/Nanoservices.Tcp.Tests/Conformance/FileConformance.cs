using Microsoft.Win32.SafeHandles;
using Nanoservices.Outcomes;
using Nanoservices.Tcp.Tests.Support;
using Nanoservices.Wire;
using Xunit;

namespace Nanoservices.Tcp.Tests.Conformance;

/// <summary>File pieces: read when their chunks' turn comes, and told how they ended (docs/exchange.md, 13).</summary>
public abstract class FileConformance<TEngine> : IDisposable
    where TEngine : IEngineUnderTest, new()
{
    private readonly TEngine _engine = new();
    private readonly string _path = Path.GetTempFileName();

    [Theory]
    [InlineData(0, 0, -1, 0)]
    [InlineData(1, 0, -1, 1)]
    [InlineData(16384, 0, -1, 16384)]
    [InlineData(1_000_003, 0, -1, 1_000_003)]
    [InlineData(1_000_003, 999_999, -1, 4)]
    [InlineData(1_000_003, 10, 16_385, 16_385)]
    [InlineData(100, 50, 1000, 50)]
    [InlineData(100, 200, -1, 0)]
    public async Task A_range_goes_out_byte_for_byte_and_its_length_is_told(int length, int offset, int count, int taken)
    {
        byte[] content = Pattern.Of(length);
        File.WriteAllBytes(_path, content);
        await using TcpSite site = await TcpSite.StartAsync(_engine);
        await using RawClient client = await site.ClientAsync();
        await client.GetAsync();
        BrainExchange exchange = await site.Brain.NextAsync();
        FileSent sent = await SendAsync(exchange, new FilePiece(0, offset, count, -1), []);
        Assert.Equal(new FileSent(Outcome.Done, taken, 0), sent);
        await exchange.PlanAsync(GatherFlags.End);
        Assert.Equal(content.Skip(offset).Take(taken), (await client.ResponseAsync()).Body);
        Assert.Equal((ulong)taken, (await exchange.Completed).BytesTaken);
        Assert.Equal(taken, site.Counters.PayloadBytesOut);
        Assert.Equal(0, site.Counters.Extras["tcp.inline.from-brain"]);
    }

    [Fact]
    public async Task A_chunk_beyond_the_limit_does_not_leave_and_is_told()
    {
        File.WriteAllBytes(_path, Pattern.Of(100_000));
        await using TcpSite site = await TcpSite.StartAsync(_engine);
        await using RawClient client = await site.ClientAsync();
        await client.GetAsync();
        BrainExchange exchange = await site.Brain.NextAsync();
        FileSent sent = await SendAsync(exchange, new FilePiece(0, 0, -1, 40_000), [new Field("Content-Length", "40000")]);
        Assert.Equal(new FileSent(Outcome.Done, 2 * FilePiece.ChunkBytes, FilePiece.ChunkBytes), sent);
    }

    [Fact]
    public async Task A_file_that_was_not_passed_is_told_and_the_exchange_goes_on()
    {
        await using TcpSite site = await TcpSite.StartAsync(_engine);
        await using RawClient client = await site.ClientAsync();
        await client.GetAsync();
        BrainExchange exchange = await site.Brain.NextAsync();
        await exchange.PlanAsync(GatherFlags.Flush, 200, [], w => new FilePiece(77, 0, -1, -1).Write(w));
        Assert.Equal(FailureKind.NotFound, (await exchange.FileSentAsync()).Outcome.Failure);
        await exchange.WriteAsync("on", GatherFlags.Flush | GatherFlags.End);
        Assert.Equal("on", (await client.ResponseAsync()).Text);
    }

    [Fact]
    public async Task A_dropped_file_is_closed()
    {
        await using TcpSite site = await TcpSite.StartAsync(_engine);
        await using RawClient client = await site.ClientAsync();
        await client.GetAsync();
        BrainExchange exchange = await site.Brain.NextAsync();
        ulong id;
        using (SafeFileHandle file = File.OpenHandle(_path))
        {
            id = exchange.Pass(file);
        }

        await exchange.DropAsync(id);
        await exchange.PlanAsync(GatherFlags.Flush, 200, [], w => new FilePiece(id, 0, -1, -1).Write(w));
        Assert.Equal(FailureKind.NotFound, (await exchange.FileSentAsync()).Outcome.Failure);
        await exchange.PlanAsync(GatherFlags.End);
        Assert.Equal("", (await client.ResponseAsync()).Text);
    }

    [Fact]
    public async Task A_client_that_leaves_ends_the_sending()
    {
        File.WriteAllBytes(_path, Pattern.Of(32 << 20));
        await using TcpSite site = await TcpSite.StartAsync(_engine);
        RawClient client = await site.ClientAsync(receiveBuffer: 4096);
        await client.GetAsync();
        BrainExchange exchange = await site.Brain.NextAsync();
        using SafeFileHandle file = File.OpenHandle(_path);
        ulong id = exchange.Pass(file);
        await exchange.PlanAsync(GatherFlags.Flush, 200, [], w => new FilePiece(id, 0, -1, -1).Write(w));
        await client.UntilAsync("\r\n\r\n");
        await client.DisposeAsync();
        await exchange.ClientGone;
        Assert.True((await exchange.FileSentAsync()).Outcome.IsDone);
        await exchange.PlanAsync(GatherFlags.End);
        Assert.Equal(FailureKind.ClientGone, (await exchange.Completed).Outcome.Failure);
    }

    [Fact]
    public async Task A_file_beside_other_pieces_breaks_the_protocol()
    {
        await using TcpSite site = await TcpSite.StartAsync(_engine);
        await using RawClient client = await site.ClientAsync();
        await client.GetAsync();
        BrainExchange exchange = await site.Brain.NextAsync();
        await exchange.PlanAsync(GatherFlags.Flush, 200, [], w =>
        {
            GatherPlan.WriteInline(w, "x"u8);
            new FilePiece(1, 0, -1, -1).Write(w);
        });
        Assert.Equal(FailureKind.PeerDown, await site.Brain.Endpoint.Closed.Guarded());
    }

    public void Dispose()
    {
        File.Delete(_path);
        GC.SuppressFinalize(this);
    }

    private async Task<FileSent> SendAsync(BrainExchange exchange, FilePiece piece, Field[] fields)
    {
        using SafeFileHandle file = File.OpenHandle(_path);
        ulong id = exchange.Pass(file);
        await exchange.PlanAsync(GatherFlags.Flush, 200, fields, w => (piece with { File = id }).Write(w));
        return await exchange.FileSentAsync();
    }
}
