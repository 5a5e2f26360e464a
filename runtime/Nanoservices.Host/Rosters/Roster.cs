using Nanoservices.Control.Links;
using Nanoservices.Control.Protos;
using Nanoservices.Placement;

namespace Nanoservices.Host.Rosters;

/// <summary>All nanoservices of a placement and their lives: the Host's state. Thread-safe.</summary>
internal sealed class Roster
{
    private readonly Lock _gate = new();
    private readonly PlacementModel _placement;
    private readonly TimeProvider _time;
    private readonly List<Seat> _seats = [];
    private readonly TaskCompletionSource _allReady = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private ulong _poll;
    private TaskCompletionSource _reported = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <param name="placement">The placement.</param>
    /// <param name="address">Gives the fabric address of a service number.</param>
    /// <param name="time">The clock that epochs come from.</param>
    public Roster(PlacementModel placement, Func<uint, string> address, TimeProvider time)
    {
        _placement = placement;
        _time = time;
        uint service = 0;
        foreach (NanoserviceModel model in placement.Nanoservices)
        {
            service++;
            _seats.Add(new Seat(model, service, model.Kind == NanoserviceKinds.Brain ? null : address(service)));
        }
    }

    public IReadOnlyList<Seat> Seats => _seats;

    /// <summary>Completes when every nanoservice is ready for the first time.</summary>
    public Task AllReady => _allReady.Task;

    /// <summary>A new life begins: all that was known of the old one is void. Its epoch.</summary>
    /// <param name="seat">Whose.</param>
    /// <param name="start">Starts its process and gives its id; only that process may join.</param>
    public ulong BeginLife(Seat seat, Func<int> start)
    {
        lock (_gate)
        {
            // Unix time, so that a Host that comes later never repeats one; plus one, so that this one doesn't either.
            seat.Epoch = Math.Max(seat.Epoch + 1, (ulong)_time.GetUtcNow().ToUnixTimeMilliseconds());
            seat.State = LifeState.Started;
            seat.Health = new Health { State = HealthState.Starting };
            seat.Counters = new Control.Protos.Counters();
            seat.Reports = 0;
            seat.AnsweredPoll = 0;
            seat.ReadySince = null;
            seat.ProcessId = start();
            return seat.Epoch;
        }
    }

    /// <summary>The life is over.</summary>
    public void EndLife(Seat seat, string exit, bool restarts)
    {
        lock (_gate)
        {
            seat.State = LifeState.Absent;
            seat.ProcessId = 0;
            seat.LastExit = exit;
            seat.Restarts += restarts ? 1 : 0;
            seat.Health = new Health { State = HealthState.Failed, Reason = exit };
            seat.Session?.End();
            seat.Session = null;
            Tell(seat);
        }
    }

    /// <summary>A process says who it is.</summary>
    /// <param name="hello">What it says.</param>
    /// <param name="actualProcess">What the kernel says; 0: unknown.</param>
    public Joined Join(Hello hello, int actualProcess)
    {
        lock (_gate)
        {
            Seat? seat = _seats.Find(candidate => candidate.Name == hello.Name);
            string refusal = Refuse(hello, actualProcess, seat);
            if (refusal.Length > 0)
            {
                return new Joined(null, null, refusal);
            }

            Session session = new();
            seat!.Session = session;
            seat.State = LifeState.Joined;
            session.TrySend(new Directive { Welcome = Welcome(seat) });
            Tell(seat);
            return new Joined(seat, session, "");
        }
    }

    /// <summary>A nanoservice reports. What comes from a session that is over is ignored.</summary>
    public void Report(Seat seat, Session session, Report report)
    {
        lock (_gate)
        {
            if (seat.Session != session)
            {
                return;
            }

            seat.Reports++;
            if (report.KindCase == Control.Protos.Report.KindOneofCase.Counters)
            {
                seat.Counters = report.Counters;
                seat.AnsweredPoll = Math.Max(seat.AnsweredPoll, report.Counters.Poll);
                _reported.TrySetResult();
                _reported = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            }
            else if (report.KindCase == Control.Protos.Report.KindOneofCase.Health)
            {
                TakeHealth(seat, report.Health);
            }
        }
    }

    /// <summary>A session's stream has ended; the process may still run.</summary>
    public void Leave(Seat seat, Session session)
    {
        lock (_gate)
        {
            session.End();
            if (seat.Session == session)
            {
                seat.Session = null;
            }
        }
    }

    /// <summary>Tells the nanoservices of a kind to take nothing new.</summary>
    public void Drain(string kind, TimeSpan deadline)
    {
        lock (_gate)
        {
            foreach (Seat seat in _seats.Where(seat => seat.Model.Kind == kind))
            {
                seat.Session?.TrySend(new Directive { Drain = new Drain { DeadlineMs = (long)deadline.TotalMilliseconds } });
            }
        }
    }

    public SeatView View(Seat seat)
    {
        lock (_gate)
        {
            string reason = seat.Health.State == HealthState.Failed ? seat.Health.Reason : "";
            return new SeatView(seat.State, seat.ReadySince, seat.Reports, seat.Counters.Debugged, reason);
        }
    }

    /// <summary>What runs.</summary>
    public StatusReply Status()
    {
        lock (_gate)
        {
            StatusReply reply = new()
            {
                Application = _placement.Application,
                ProcessId = Environment.ProcessId,
                Ready = _seats.TrueForAll(seat => seat.IsServing),
            };
            reply.Nanoservices.AddRange(_seats.Select(Describe));
            reply.Addresses.AddRange(_seats.Where(seat => seat.Model.Kind == NanoserviceKinds.Tcp).SelectMany(seat => seat.Health.Addresses));
            return reply;
        }
    }

    /// <summary>Asks all that have joined for their counters; returns when they have come, or when the deadline has passed.</summary>
    public async Task PollAsync(TimeSpan deadline, CancellationToken cancellation)
    {
        ulong number;
        lock (_gate)
        {
            number = ++_poll;
            foreach (Seat seat in _seats)
            {
                seat.Session?.TrySend(new Directive { Poll = new Poll { Number = number } });
            }
        }

        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(deadline);
        while (Missing(number) is Task next)
        {
            await next.WaitAsync(limit.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (limit.IsCancellationRequested)
            {
                return;
            }
        }
    }

    private static NanoserviceStatus Describe(Seat seat) => new()
    {
        Name = seat.Name,
        Kind = seat.Model.Kind,
        ProcessId = seat.ProcessId,
        Epoch = seat.Epoch,
        Restarts = seat.Restarts,
        Health = seat.Health,
        Counters = seat.Counters,
        LastExit = seat.LastExit,
    };

    private static string Refuse(Hello hello, int actualProcess, Seat? seat)
    {
        return hello.ProtocolVersion != ControlProtocol.Version
                ? $"it speaks version {hello.ProtocolVersion} of the control protocol and the Host version {ControlProtocol.Version}; "
                    + "use packages of the Host's version"
            : seat is null
                ? $"the placement has no nanoservice '{hello.Name}'; start it with the name that the Host gives it"
            : actualProcess != 0 && actualProcess != hello.ProcessId
                ? $"it says that it is process {hello.ProcessId}, and it is {actualProcess}"
            : seat.ProcessId != hello.ProcessId
                ? $"'{hello.Name}' is process {seat.ProcessId}, which the Host has started, and this is {hello.ProcessId}; "
                    + "a process that the nanoservice starts must not inherit its NANOSERVICES_ variables"
            : seat.Session is not null || seat.State != LifeState.Started
                ? $"'{hello.Name}' has joined already"
            : "";
    }

    private static LifeState ToState(Seat seat, HealthState health) => health switch
    {
        HealthState.Ready => LifeState.Ready,
        HealthState.Draining => LifeState.Draining,
        HealthState.Failed => LifeState.Failed,
        _ => seat.State,
    };

    private Task? Missing(ulong number)
    {
        lock (_gate)
        {
            return _seats.Exists(seat => seat.Session is not null && seat.AnsweredPoll < number) ? _reported.Task : null;
        }
    }

    private void TakeHealth(Seat seat, Health health)
    {
        seat.Health = health;
        seat.State = ToState(seat, health.State);
        seat.ReadySince ??= seat.State == LifeState.Ready ? _time.GetTimestamp() : null;
        if (_seats.TrueForAll(other => other.IsServing))
        {
            _allReady.TrySetResult();
        }
    }

    private Welcome Welcome(Seat seat)
    {
        Welcome welcome = new()
        {
            Epoch = seat.Epoch,
            Service = seat.Service,
            Kind = seat.Model.Kind,
            Fabric = _placement.Fabric,
            Address = seat.Address ?? "",
        };
        welcome.Peers.AddRange(_seats.Where(other => other != seat).Select(other => other.ToPeer()));
        foreach ((string name, string value) in seat.Model.Settings)
        {
            welcome.Settings[name] = value;
        }

        return welcome;
    }

    /// <summary>Tells the others of a life's begin or end.</summary>
    private void Tell(Seat changed)
    {
        foreach (Seat seat in _seats.Where(seat => seat != changed))
        {
            seat.Session?.TrySend(new Directive { Peer = changed.ToPeer() });
        }
    }
}
