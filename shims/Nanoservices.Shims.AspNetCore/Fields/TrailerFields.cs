using System.Text;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Nanoservices.Shims.AspNetCore.Fields;

/// <summary>A response's trailers: checked as fields are; read-only once they were sent. Not thread-safe.</summary>
/// <param name="encodings">The app's ResponseHeaderEncodingSelector; null for Kestrel's default.</param>
internal sealed class TrailerFields(Func<string, Encoding?>? encodings) : FieldTable
{
    private readonly Dictionary<string, StringValues> _fields = new(StringComparer.OrdinalIgnoreCase);

    public override int Count => _fields.Count;

    public override long? ContentLength
    {
        get => HeaderUtilities.TryParseNonNegativeInt64(this[HeaderNames.ContentLength].ToString(), out long length) ? length : null;
        set => this[HeaderNames.ContentLength] = value is { } length ? HeaderUtilities.FormatNonNegativeInt64(length) : default(StringValues);
    }

    public override bool TryGetValue(string key, out StringValues value) => _fields.TryGetValue(key, out value);

    public override IEnumerator<KeyValuePair<string, StringValues>> GetEnumerator() => _fields.GetEnumerator();

    protected override void Put(string key, StringValues value)
    {
        Check(key, value);
        _fields[KnownFields.SpellingOf(key)] = value;
    }

    protected override bool PutNew(string key, StringValues value)
    {
        Check(key, value);
        _fields.Add(KnownFields.SpellingOf(key), value);
        return true;
    }

    protected override bool Drop(string key) => _fields.Remove(key);

    protected override void DropAll() => _fields.Clear();

    private void Check(string key, in StringValues value)
    {
        FieldRules.CheckValues(key, value, encodings);
        FieldRules.CheckName(key);
    }
}
