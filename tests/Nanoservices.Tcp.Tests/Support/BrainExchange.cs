using System.Text;
using System.Threading.Channels;
using Microsoft.Win32.SafeHandles;
using Nanoservices.Handles;
using Nanoservices.Wire;
using Xunit;

namespace Nanoservices.Tcp.Tests.Support;

/// <summary>One exchange, as a test's brain plays it.</summary>
internal sealed class BrainExchange(ScriptedBrain brain, ulong id, RequestHead head)
{
    internal const GatherFlags WholeAnswer = GatherFlags.HasHead | GatherFlags.End;

    private readonly Channel<ReceivedPart> _parts = Channel.CreateUnbounded<ReceivedPart>();
    private readonly TaskCompletionSource _clientGone = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<PlanProgress> _completed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<ScatterResult> _scattered = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Channel<FileSent> _files = Channel.CreateUnbounded<FileSent>();
    private long _taken;

    internal ulong Id => id;

    internal RequestHead Head => head;

    internal long Taken => Interlocked.Read(ref _taken);

    internal int Reports { get; private set; }

    internal Task ClientGone => _clientGone.Task.Guarded();

    internal bool HasClientGone => _clientGone.Task.IsCompleted;

    internal bool HasCompleted => _completed.Task.IsCompleted;

    internal int PartsWaiting => _parts.Reader.Count;

    /// <summary>How it ended.</summary>
    internal Task<PlanProgress> Completed => _completed.Task.Guarded();

    internal string? Field(string name) => head.Fields.FirstOrDefault(f => f.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).Value;

    /// <summary>Answers in one plan.</summary>
    internal Task AnswerAsync(ushort status, string body, params Field[] fields) =>
        PlanAsync(WholeAnswer, status, fields, w => GatherPlan.WriteInline(w, Encoding.UTF8.GetBytes(body)));

    /// <summary>A plan with a head.</summary>
    internal Task PlanAsync(GatherFlags flags, ushort status, Field[] fields, Action<WireWriter>? pieces = null, string? reason = null) =>
        SendAsync(flags | GatherFlags.HasHead, MessageKind.GatherPlan, w =>
        {
            GatherPlan.WriteHead(w, status, reason, fields.Length);
            foreach (Field field in fields)
            {
                FieldCodec.Write(w, field.Name, field.Value);
            }

            pieces?.Invoke(w);
        });

    /// <summary>A plan without a head.</summary>
    internal Task PlanAsync(GatherFlags flags, Action<WireWriter>? pieces = null) => SendAsync(flags, MessageKind.GatherPlan, pieces);

    internal Task WriteAsync(ReadOnlyMemory<byte> bytes, GatherFlags flags = GatherFlags.Flush) =>
        PlanAsync(flags, w => GatherPlan.WriteInline(w, bytes.Span));

    internal Task WriteAsync(string text, GatherFlags flags = GatherFlags.Flush) => WriteAsync(Encoding.UTF8.GetBytes(text), flags);

    /// <summary>Answers with a payload in one plan.</summary>
    internal Task PayloadFirstAsync(Handle handle, params Field[] fields) => PlanAsync(
        GatherFlags.Start | GatherFlags.Flush | GatherFlags.End, 200, fields, w => GatherPlan.WritePayload(w, handle, 0, handle.Length));

    internal Task UpgradeAsync(params Field[] fields) => SendAsync(GatherFlags.HasHead, MessageKind.Upgrade, w =>
    {
        GatherPlan.WriteHead(w, 101, null, fields.Length);
        foreach (Field field in fields)
        {
            FieldCodec.Write(w, field.Name, field.Value);
        }
    });

    internal Task DemandAsync(uint bytes) => SendAsync(w => BodyDemand.Write(w, id, bytes));

    internal Task LimitAsync(long? bytes) => SendAsync(w => BodyLimit.Write(w, id, bytes));

    internal Task AbortAsync(uint code = AbortExchange.Connection) => SendAsync(w => AbortExchange.Write(w, id, code));

    internal async Task<ScatterResult> ScatterAsync(uint service = 0)
    {
        await SendAsync(w => new ScatterPlan(service).Write(w, id));
        return await _scattered.Task.Guarded();
    }

    internal async Task<ReceivedPart> PartAsync() => await _parts.Reader.ReadAsync().AsTask().Guarded();

    /// <summary>Demands and takes the whole body; its last part.</summary>
    internal async Task<(byte[] Body, ReceivedPart Last)> BodyAsync(uint credit = 64 * 1024)
    {
        using MemoryStream body = new();
        await DemandAsync(credit);
        while (true)
        {
            ReceivedPart part = await PartAsync();
            body.Write(part.Bytes);
            if (part.Flags != BodyFlags.None)
            {
                return (body.ToArray(), part);
            }

            await DemandAsync((uint)part.Bytes.Length);
        }
    }

    /// <summary>Passes a file; its id.</summary>
    internal ulong Pass(SafeFileHandle file) => brain.Endpoint.PassFile(file);

    internal Task DropAsync(ulong file) => SendAsync(w => DropFile.Write(w, id, file));

    /// <summary>How the next file piece ended.</summary>
    internal async Task<FileSent> FileSentAsync() => await _files.Reader.ReadAsync().AsTask().Guarded();

    internal void Receive(ref WireReader reader)
    {
        switch (reader.Header.Kind)
        {
            case MessageKind.BodyPart:
                BodyPart part = BodyPart.Read(ref reader);
                _parts.Writer.TryWrite(new ReceivedPart(part.Flags, part.Bytes.ToArray(), part.Failure, part.Trailers));
                break;
            case MessageKind.FileSent:
                _files.Writer.TryWrite(FileSent.Read(ref reader));
                break;
            case MessageKind.ScatterResult:
                _scattered.TrySetResult(ScatterResult.Read(ref reader));
                break;
            case MessageKind.ClientGone:
                Assert.True(_clientGone.TrySetResult(), "ClientGone came twice.");
                break;
            case MessageKind.PlanProgress:
                PlanProgress progress = PlanProgress.Read(ref reader);
                Reports++;
                Interlocked.Exchange(ref _taken, (long)progress.BytesTaken);
                Assert.False(_completed.Task.IsCompleted, "Something came after Completed.");
                if (progress.Completed)
                {
                    _completed.SetResult(progress);
                }

                break;
            default:
                Assert.Fail($"A brain got {reader.Header.Kind}.");
                break;
        }
    }

    internal void Lost() => _completed.TrySetException(new IOException("The TCP nanoservice closed the connection."));

    private Task SendAsync(GatherFlags flags, MessageKind kind, Action<WireWriter>? content) => SendAsync(w =>
    {
        GatherPlan.Begin(w, id, flags, kind);
        content?.Invoke(w);
    });

    private async Task SendAsync(Action<WireWriter> write)
    {
        using WireWriter writer = new();
        write(writer);
        await brain.SendAsync(writer);
    }
}
