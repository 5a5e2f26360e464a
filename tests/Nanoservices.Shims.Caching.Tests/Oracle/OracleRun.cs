using System.Runtime.CompilerServices;
using Microsoft.Extensions.Caching.Distributed;
using Nanoservices.Payloads;
using Nanoservices.Shims.Caching.Tests.Support;
using Nanoservices.Testing.Conformance;
using Xunit;

namespace Nanoservices.Shims.Caching.Tests.Oracle;

/// <summary>
/// One random sequence of operations, done to our cache and to a MemoryDistributedCache; after each, both must have answered the same, and
/// where the oracle hands out an array that the app still has, ours must hand out the array that the app has for it.
/// </summary>
internal sealed class OracleRun(CacheRig rig, MemoryDistributedCache oracle, int seed)
{
    internal const int Keys = 5;

    private readonly Random _random = new(seed);
    private readonly List<(byte[] Ours, byte[] Oracles)> _held = [];
    private readonly List<string> _log = [];

    internal string Log => $"seed {seed}\n{string.Join('\n', _log.TakeLast(60))}";

    internal void Run(int steps)
    {
        for (int step = 0; step < steps; step++)
        {
            Step();
        }

        for (int key = 0; key < Keys; key++)
        {
            ComparePayload($"k{key}");
        }

        _held.Clear();
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Step()
    {
        string key = $"k{_random.Next(Keys)}";
        switch (_random.Next(100))
        {
            case < 14:
                Set(key, NewPair());
                break;
            case < 20 when _held.Count > 0:
                Set(key, _held[_random.Next(_held.Count)]);
                break;
            case < 40:
                Get(key);
                break;
            case < 60 when _held.Count > 0:
                Mutate();
                break;
            case < 74:
                ComparePayload(key);
                break;
            case < 78:
                CopyByPayload(key, $"k{_random.Next(Keys)}");
                break;
            case < 82 when _held.Count > 0:
                Drop();
                break;
            case < 87:
                Refresh(key);
                break;
            case < 90:
                Remove(key);
                break;
            case < 93:
                Say("collect");
                CacheRig.Collect();
                break;
            default:
                ComparePayload(key);
                break;
        }
    }

    private (byte[] Ours, byte[] Oracles) NewPair()
    {
        byte[] ours = new byte[_random.Next(4) == 0 ? _random.Next(1, 200_000) : _random.Next(1, 50)];
        _random.NextBytes(ours);
        (byte[], byte[]) pair = (ours, (byte[])ours.Clone());
        if (_random.Next(3) != 0)
        {
            _held.Add(pair);
        }

        return pair;
    }

    private void Set(string key, (byte[] Ours, byte[] Oracles) pair)
    {
        DistributedCacheEntryOptions options = new();
        DateTimeOffset now = rig.Clock.GetUtcNow();
        if (_random.Next(3) == 0)
        {
            options.AbsoluteExpiration = now.AddTicks(_random.NextInt64(-100, TimeSpan.TicksPerMinute));
        }

        if (_random.Next(3) == 0)
        {
            options.AbsoluteExpirationRelativeToNow = TimeSpan.FromTicks(_random.NextInt64(1, TimeSpan.TicksPerMinute));
        }

        if (_random.Next(3) == 0)
        {
            options.SlidingExpiration = TimeSpan.FromTicks(_random.NextInt64(1, TimeSpan.TicksPerMinute / 2));
        }

        Say($"set {key} {pair.Ours.Length} bytes, expires {(options.AbsoluteExpiration - now)?.Ticks}/"
            + $"{options.AbsoluteExpirationRelativeToNow?.Ticks}/{options.SlidingExpiration?.Ticks}");
        Do(() => rig.Cache.Set(key, pair.Ours, options), () => rig.Cache.SetAsync(key, pair.Ours, options));
        oracle.Set(key, pair.Oracles, options);
    }

    private void Get(string key)
    {
        Say($"get {key}");
        byte[]? ours = Sync() ? rig.Cache.Get(key) : Waits.Within(rig.Cache.GetAsync(key)).GetAwaiter().GetResult();
        byte[]? oracles = oracle.Get(key);
        Same(oracles, ours, $"get {key}");
        if (ours is null || oracles is null)
        {
            return;
        }

        foreach ((byte[] Ours, byte[] Oracles) pair in _held)
        {
            Assert.True(ReferenceEquals(pair.Ours, ours) == ReferenceEquals(pair.Oracles, oracles), $"get {key}: another array\n{Log}");
        }

        if (_random.Next(2) == 0 && !_held.Exists(pair => ReferenceEquals(pair.Ours, ours)))
        {
            _held.Add((ours, oracles));
        }
        else if (_random.Next(3) == 0)
        {
            // Written into, and forgotten: the value all the same.
            ours[0] ^= 0x55;
            oracles[0] ^= 0x55;
        }
    }

    private void Refresh(string key)
    {
        Say($"advance and refresh {key}");
        rig.Clock.Advance(TimeSpan.FromTicks(_random.NextInt64(0, TimeSpan.TicksPerMinute / 2)));
        Do(() => rig.Cache.Refresh(key), () => rig.Cache.RefreshAsync(key));
        oracle.Refresh(key);
    }

    private void Remove(string key)
    {
        Say($"remove {key}");
        Do(() => rig.Cache.Remove(key), () => rig.Cache.RemoveAsync(key));
        oracle.Remove(key);
    }

    private void Mutate()
    {
        int index = _random.Next(_held.Count);
        (byte[] ours, byte[] oracles) = _held[index];
        int at = _random.Next(ours.Length);
        byte value = (byte)_random.Next(256);
        Say($"array {index}[{at}] = {value}");
        ours[at] = value;
        oracles[at] = value;
    }

    private void Drop()
    {
        int index = _random.Next(_held.Count);
        Say($"drop array {index}");
        _held.RemoveAt(index);
    }

    private void ComparePayload(string key)
    {
        Say($"get payload {key}");
        using Payload? payload = Sync()
            ? rig.Cache.GetPayload(key)
            : Waits.Within(rig.Cache.GetPayloadAsync(key)).GetAwaiter().GetResult();
        Same(oracle.Get(key), payload?.ToArray(), $"get payload {key}");
    }

    private void CopyByPayload(string from, string to)
    {
        Say($"set {to} to the payload of {from}");
        using Payload? payload = rig.Cache.GetPayload(from);
        byte[]? value = oracle.Get(from);
        Assert.Equal(value is null, payload is null);
        if (value is not null)
        {
            Do(() => rig.Cache.SetPayload(to, payload!), () => rig.Cache.SetPayloadAsync(to, payload!));
            oracle.Set(to, value);
        }
    }

    private void Same(byte[]? expected, byte[]? actual, string what) =>
        Assert.True(
            expected is null ? actual is null : actual is not null && expected.AsSpan().SequenceEqual(actual),
            $"{what}: {expected?.Length ?? -1} bytes expected, {actual?.Length ?? -1} bytes, or others, came\n{Log}");

    private bool Sync() => _random.Next(2) == 0;

    private void Do(Action sync, Func<Task> async)
    {
        if (Sync())
        {
            sync();
        }
        else
        {
            Waits.Within(async()).GetAwaiter().GetResult();
        }
    }

    private void Say(string what) => _log.Add(what);
}
