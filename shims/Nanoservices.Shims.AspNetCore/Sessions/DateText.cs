using System.Globalization;

namespace Nanoservices.Shims.AspNetCore.Sessions;

/// <summary>The value of a Date field, made once a second. Thread-safe.</summary>
internal sealed class DateText(TimeProvider time)
{
    private volatile Tuple<long, string>? _last;

    public string Get()
    {
        DateTimeOffset now = time.GetUtcNow();
        long second = now.ToUnixTimeSeconds();
        Tuple<long, string>? last = _last;
        if (last is null || last.Item1 != second)
        {
            _last = last = Tuple.Create(second, now.ToString("r", CultureInfo.InvariantCulture));
        }

        return last.Item2;
    }
}
