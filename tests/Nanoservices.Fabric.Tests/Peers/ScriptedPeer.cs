using System.Buffers.Binary;
using System.Diagnostics;
using Nanoservices.Fabric.Contract;
using Nanoservices.Fabric.Listeners;
using Nanoservices.Fabric.SharedMemory;
using Nanoservices.Outcomes;
using Nanoservices.Testing.Conformance;

namespace Nanoservices.Fabric.Tests.Peers;

/// <summary>The other process: listens and does what messages order.</summary>
internal sealed class ScriptedPeer(IFabric fabric) : IMessageHandler
{
    private const int RegionBytes = 1 << 20;

    private IMemoryRegion? _shared;

    internal static async Task RunAsync(FabricAddress address, ulong epoch)
    {
        await using SharedMemoryFabric fabric = new();
        PeerIdentity self = FabricUnderTest.Identity("peer", 9) with { Epoch = epoch };
        await using ListenLoop loop = ListenLoop.Start(await fabric.ListenAsync(address, self), _ => new ScriptedPeer(fabric));
        Console.WriteLine("ready");

        // Ends with the test process, whatever becomes of it.
        while (await Console.In.ReadLineAsync() is not null)
        {
        }
    }

    public void OnMessage(IEndpoint endpoint, ReadOnlySpan<byte> message)
    {
        switch ((Order)message[0])
        {
            case Order.Echo:
                endpoint.TrySend(message);
                break;
            case Order.Flood:
                new Thread(() => Flood(endpoint, int.MaxValue)) { IsBackground = true }.Start();
                break;
            case Order.BurstAndDie:
                Flood(endpoint, BinaryPrimitives.ReadInt32LittleEndian(message[1..]));
                Process.GetCurrentProcess().Kill();
                break;
            case Order.FirstByte:
                endpoint.TrySend(_shared!.Slice(0, 1));
                break;
            default:
                Share(endpoint, (Order)message[0] == Order.ShareForWriting ? RegionAccess.ReadWrite : RegionAccess.Read);
                break;
        }
    }

    public void OnClosed(IEndpoint endpoint, FailureKind why) => _shared?.Dispose();

    private static void Flood(IEndpoint endpoint, int count)
    {
        byte[] buffer = new byte[Numbered.MaxBytes];
        for (int number = 0; number < count; number++)
        {
            int length = Numbered.Write(buffer, number);
            Outcome outcome = endpoint.SendAsync(buffer.AsMemory(0, length), default, Waits.Guard).AsTask().GetAwaiter().GetResult();
            if (!outcome.IsDone)
            {
                return;
            }
        }
    }

    private void Share(IEndpoint endpoint, RegionAccess access)
    {
        _shared = fabric.CreateRegion("peer", RegionBytes);
        _shared.Slice(0, RegionBytes).Fill(7);
        RemoteKey key = endpoint.Share(_shared, access);
        Span<byte> answer = stackalloc byte[16];
        BinaryPrimitives.WriteUInt64LittleEndian(answer, key.Id);
        BinaryPrimitives.WriteInt64LittleEndian(answer[8..], key.Length);
        endpoint.TrySend(answer);
    }
}
