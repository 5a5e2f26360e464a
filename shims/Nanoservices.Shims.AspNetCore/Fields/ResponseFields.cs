using System.Globalization;
using System.Numerics;
using System.Text;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;
using Nanoservices.Shims.AspNetCore.Faults;

namespace Nanoservices.Shims.AspNetCore.Fields;

/// <summary>
/// The fields of a response: names and values are checked when they are set; Content-Length is a number; read-only once the
/// response has started. Not thread-safe.
/// </summary>
/// <param name="encodings">The app's ResponseHeaderEncodingSelector; null for Kestrel's default.</param>
internal sealed class ResponseFields(Func<string, Encoding?>? encodings) : FieldTable
{
    private StringValues[]? _known;
    private ulong _present;
    private long? _length;
    private Dictionary<string, StringValues>? _unknown;

    public override int Count => BitOperations.PopCount(_present) + (_length is null ? 0 : 1) + (_unknown?.Count ?? 0);

    public override long? ContentLength
    {
        get => _length;
        set
        {
            CheckWritable();
            if (value < 0)
            {
                throw new ArgumentOutOfRangeException(
                    nameof(value), KestrelTexts.InvalidContentLength(value.Value.ToString(CultureInfo.InvariantCulture)));
            }

            _length = value;
        }
    }

    public bool HasTransferEncoding => Has(HeaderNames.TransferEncoding);

    public bool HasConnection => Has(KnownFields.Connection);

    /// <summary>Sets a field as the server itself, read-only or not, unless the app has set it.</summary>
    public void SetAsServer(string name, string value)
    {
        int number = KnownFields.NumberOf(name);
        if (!Has(number))
        {
            Known()[number] = value;
            _present |= 1UL << number;
        }
    }

    /// <summary>Sets or removes Content-Length as the server itself.</summary>
    public void SetLengthAsServer(long? length) => _length = length;

    /// <summary>Removes a known field as the server itself. False: there was none.</summary>
    public bool RemoveAsServer(string name)
    {
        int number = KnownFields.NumberOf(name);
        bool had = Has(number);
        _present &= ~(1UL << number);
        return had;
    }

    public override bool TryGetValue(string key, out StringValues value)
    {
        int number = KnownFields.NumberOf(key);
        if (number >= 0)
        {
            value = Has(number) ? _known![number] : default;
            return Has(number);
        }

        if (IsLength(key))
        {
            value = _length is { } length ? HeaderUtilities.FormatNonNegativeInt64(length) : default(StringValues);
            return _length is not null;
        }

        value = default;
        return _unknown is not null && _unknown.TryGetValue(key, out value);
    }

    public override IEnumerator<KeyValuePair<string, StringValues>> GetEnumerator()
    {
        for (ulong left = _present; left != 0; left &= left - 1)
        {
            int number = BitOperations.TrailingZeroCount(left);
            yield return new(KnownFields.NameOf(number), _known![number]);
        }

        if (_length is { } length)
        {
            yield return new(HeaderNames.ContentLength, HeaderUtilities.FormatNonNegativeInt64(length));
        }

        if (_unknown is not null)
        {
            foreach (KeyValuePair<string, StringValues> field in _unknown)
            {
                yield return field;
            }
        }
    }

    protected override void Put(string key, StringValues value)
    {
        FieldRules.CheckValues(key, value, encodings);
        int number = KnownFields.NumberOf(key);
        if (number >= 0)
        {
            Known()[number] = value;
            _present |= 1UL << number;
        }
        else if (IsLength(key))
        {
            _length = Parse(value.ToString());
        }
        else
        {
            FieldRules.CheckName(key);
            Unknown()[KnownFields.SpellingOf(key)] = value;
        }
    }

    protected override bool PutNew(string key, StringValues value)
    {
        if (KnownFields.NumberOf(key) >= 0 || IsLength(key))
        {
            bool free = !ContainsKey(key);
            if (free)
            {
                Put(key, value);
            }

            return free;
        }

        FieldRules.CheckValues(key, value, encodings);
        FieldRules.CheckName(key);
        Unknown().Add(KnownFields.SpellingOf(key), value);
        return true;
    }

    protected override bool Drop(string key)
    {
        int number = KnownFields.NumberOf(key);
        if (number >= 0)
        {
            bool had = Has(number);
            _present &= ~(1UL << number);
            return had;
        }

        if (IsLength(key))
        {
            bool had = _length is not null;
            _length = null;
            return had;
        }

        return _unknown is not null && _unknown.Remove(key);
    }

    protected override void DropAll()
    {
        _present = 0;
        _length = null;
        _unknown?.Clear();
    }

    private static bool IsLength(string key) => string.Equals(key, HeaderNames.ContentLength, StringComparison.OrdinalIgnoreCase);

    private static long Parse(string value) => HeaderUtilities.TryParseNonNegativeInt64(value, out long length)
        ? length
        : throw new InvalidOperationException(KestrelTexts.InvalidContentLength(value));

    private bool Has(string name) => Has(KnownFields.NumberOf(name));

    private bool Has(int number) => (_present & (1UL << number)) != 0;

    private StringValues[] Known() => _known ??= new StringValues[KnownFields.Count];

    private Dictionary<string, StringValues> Unknown() => _unknown ??= new(StringComparer.OrdinalIgnoreCase);
}
