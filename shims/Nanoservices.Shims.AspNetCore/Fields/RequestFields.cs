using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;
using Nanoservices.Wire;

namespace Nanoservices.Shims.AspNetCore.Fields;

/// <summary>A request's fields, in the order in which the TCP nanoservice's server enumerates them. The app may change them. Not thread-safe.</summary>
internal sealed class RequestFields : FieldTable
{
    private readonly Dictionary<string, StringValues> _fields;

    public RequestFields(IReadOnlyList<Field> lines)
    {
        _fields = new(lines.Count, StringComparer.OrdinalIgnoreCase);
        for (int i = 0; i < lines.Count; i++)
        {
            Field line = lines[i];
            _fields[line.Name] = _fields.TryGetValue(line.Name, out StringValues before)
                ? StringValues.Concat(before, line.Value)
                : line.Value;
        }
    }

    public override int Count => _fields.Count;

    public override long? ContentLength
    {
        get => _fields.TryGetValue(HeaderNames.ContentLength, out StringValues value)
            && HeaderUtilities.TryParseNonNegativeInt64(value.ToString(), out long length) ? length : null;
        set => this[HeaderNames.ContentLength] = value is { } length ? HeaderUtilities.FormatNonNegativeInt64(length) : default(StringValues);
    }

    public override bool TryGetValue(string key, out StringValues value) => _fields.TryGetValue(key, out value);

    public override IEnumerator<KeyValuePair<string, StringValues>> GetEnumerator() => _fields.GetEnumerator();

    protected override void Put(string key, StringValues value) => _fields[KnownFields.SpellingOf(key)] = value;

    protected override bool PutNew(string key, StringValues value)
    {
        _fields.Add(KnownFields.SpellingOf(key), value);
        return true;
    }

    protected override bool Drop(string key) => _fields.Remove(key);

    protected override void DropAll() => _fields.Clear();
}
