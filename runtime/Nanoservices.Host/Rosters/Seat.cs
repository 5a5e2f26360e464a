using Nanoservices.Control.Protos;
using Nanoservices.Placement;

namespace Nanoservices.Host.Rosters;

/// <summary>A nanoservice of the placement: which life it is in. Its <see cref="Roster"/> guards it.</summary>
internal sealed class Seat(NanoserviceModel model, uint service, string? address)
{
    public NanoserviceModel Model => model;

    public string Name => model.Name;

    /// <summary>Its number, from 1.</summary>
    public uint Service => service;

    /// <summary>Where it listens on the fabric; null: it only dials.</summary>
    public string? Address => address;

    public ulong Epoch { get; set; }

    public LifeState State { get; set; }

    public int ProcessId { get; set; }

    public int Restarts { get; set; }

    public string LastExit { get; set; } = "";

    public Session? Session { get; set; }

    public Health Health { get; set; } = new();

    public Control.Protos.Counters Counters { get; set; } = new();

    /// <summary>The newest poll that it has answered in this life.</summary>
    public ulong AnsweredPoll { get; set; }

    /// <summary>Reports in this life: what stands still is silent.</summary>
    public long Reports { get; set; }

    /// <summary>Timestamp of the Roster's clock when it was first ready in this life.</summary>
    public long? ReadySince { get; set; }

    /// <summary>Whether it is ready, and a TCP nanoservice also listens: it does when a brain has asked.</summary>
    public bool IsServing => State == LifeState.Ready && (model.Kind != NanoserviceKinds.Tcp || Health.Addresses.Count > 0);

    public Peer ToPeer() => new()
    {
        Name = Name,
        Kind = model.Kind,
        Service = service,
        Epoch = State is LifeState.Absent or LifeState.Started ? 0 : Epoch,
        Address = address ?? "",
    };
}
