using System.Collections.Concurrent;
using System.Threading.Channels;
using Nanoservices.Fabric.Contract;
using Nanoservices.Outcomes;
using Nanoservices.Wire;
using Xunit;

namespace Nanoservices.Tcp.Tests.Support;

/// <summary>The brain's side of the exchange protocol, played by a test, message by message.</summary>
internal sealed class ScriptedBrain : IMessageHandler, IAsyncDisposable
{
    private readonly Channel<BrainExchange> _requests = Channel.CreateUnbounded<BrainExchange>();
    private readonly ConcurrentDictionary<ulong, BrainExchange> _exchanges = new();
    private readonly TaskCompletionSource<ListenReply> _listening = new(TaskCreationOptions.RunContinuationsAsynchronously);

    internal ScriptedBrain(PeerIdentity self, IEndpoint endpoint)
    {
        Self = self;
        Endpoint = endpoint;
        endpoint.Start(this);
    }

    internal PeerIdentity Self { get; }

    internal IEndpoint Endpoint { get; }

    internal int RequestsSeen => _exchanges.Count;

    internal async Task<ListenReply> ListenAsync(string address, params (ServerSetting Setting, long Value)[] settings)
    {
        using WireWriter writer = new();
        new ListenRequest { Addresses = [address], Settings = settings.ToDictionary(s => s.Setting, s => s.Value) }.Write(writer, 7);
        await SendAsync(writer);
        return await _listening.Task.Guarded();
    }

    internal async Task StopListeningAsync()
    {
        using WireWriter writer = new();
        writer.Begin(MessageKind.StopListening, 0);
        await SendAsync(writer);
    }

    internal async Task<BrainExchange> NextAsync(CancellationToken cancellation = default) =>
        await _requests.Reader.ReadAsync(cancellation).AsTask().Guarded();

    internal async Task SendAsync(WireWriter writer)
    {
        Outcome sent = await Endpoint.SendAsync(writer.Finish(), default, Hang.Guard);
        Assert.True(sent.IsDone || sent.Failure == FailureKind.PeerDown, sent.ToString());
    }

    public void OnMessage(IEndpoint endpoint, ReadOnlySpan<byte> message)
    {
        WireReader reader = new(message);
        ulong id = reader.Header.Id;
        switch (reader.Header.Kind)
        {
            case MessageKind.Listening:
                _listening.TrySetResult(ListenReply.Read(ref reader));
                break;
            case MessageKind.Request:
                BrainExchange exchange = new(this, id, RequestHead.Read(ref reader));
                Assert.True(_exchanges.TryAdd(id, exchange), "An exchange id came twice.");
                _requests.Writer.TryWrite(exchange);
                break;
            default:
                _exchanges[id].Receive(ref reader);
                break;
        }
    }

    public void OnClosed(IEndpoint endpoint, FailureKind why)
    {
        foreach (BrainExchange exchange in _exchanges.Values)
        {
            exchange.Lost();
        }
    }

    public ValueTask DisposeAsync() => Endpoint.DisposeAsync();
}
