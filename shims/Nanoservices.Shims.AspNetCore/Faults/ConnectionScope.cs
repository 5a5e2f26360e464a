using System.Collections;

namespace Nanoservices.Shims.AspNetCore.Faults;

/// <summary>A connection's logging scope, with the key and the text that Kestrel's has.</summary>
internal sealed class ConnectionScope(string connection) : IReadOnlyList<KeyValuePair<string, object>>
{
    private string? _text;

    public int Count => 1;

    public KeyValuePair<string, object> this[int index] => index == 0
        ? new KeyValuePair<string, object>("ConnectionId", connection)
        : throw new ArgumentOutOfRangeException(nameof(index));

    public IEnumerator<KeyValuePair<string, object>> GetEnumerator()
    {
        yield return this[0];
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public override string ToString() => _text ??= $"ConnectionId:{connection}";
}
