using System.Collections;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using Nanoservices.Shims.AspNetCore.Faults;

namespace Nanoservices.Shims.AspNetCore.Fields;

/// <summary>The dictionary that apps see of a message's fields, with the manners of Kestrel's. Not thread-safe.</summary>
internal abstract class FieldTable : IHeaderDictionary
{
    public abstract int Count { get; }

    public bool IsReadOnly { get; private set; }

    public ICollection<string> Keys => [.. this.Select(pair => pair.Key)];

    public ICollection<StringValues> Values => [.. this.Select(pair => pair.Value)];

    public abstract long? ContentLength { get; set; }

    public StringValues this[string key]
    {
        get => TryGetValue(key, out StringValues value) ? value : default;
        set
        {
            CheckWritable();
            CheckKey(key);
            if (value.Count == 0)
            {
                Drop(key);
            }
            else
            {
                Put(key, value);
            }
        }
    }

    // Unlike IHeaderDictionary's, this getter throws where there is none.
    StringValues IDictionary<string, StringValues>.this[string key]
    {
        get => TryGetValue(key, out StringValues value) ? value : throw new KeyNotFoundException();
        set => this[key] = value;
    }

    public void Add(string key, StringValues value)
    {
        CheckWritable();
        CheckKey(key);
        if (value.Count > 0 && !PutNew(key, value))
        {
            throw new ArgumentException(KestrelTexts.KeyAlreadyExists);
        }
    }

    public void Add(KeyValuePair<string, StringValues> item) => Add(item.Key, item.Value);

    public void Clear()
    {
        CheckWritable();
        DropAll();
    }

    public bool Contains(KeyValuePair<string, StringValues> item) =>
        TryGetValue(item.Key, out StringValues value) && value.Equals(item.Value);

    public bool ContainsKey(string key) => TryGetValue(key, out _);

    public void CopyTo(KeyValuePair<string, StringValues>[] array, int arrayIndex)
    {
        if (arrayIndex < 0 || array.Length - arrayIndex < Count)
        {
            throw new ArgumentException(null);
        }

        foreach (KeyValuePair<string, StringValues> field in this)
        {
            array[arrayIndex++] = field;
        }
    }

    public bool Remove(string key)
    {
        CheckWritable();
        return Drop(key);
    }

    public bool Remove(KeyValuePair<string, StringValues> item) => Contains(item) && Remove(item.Key);

    public abstract bool TryGetValue(string key, out StringValues value);

    public abstract IEnumerator<KeyValuePair<string, StringValues>> GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>From here on the app's changes are refused.</summary>
    public void SetReadOnly() => IsReadOnly = true;

    /// <summary>Empty and writable again.</summary>
    public void Reset()
    {
        IsReadOnly = false;
        DropAll();
    }

    protected abstract void Put(string key, StringValues value);

    protected abstract bool PutNew(string key, StringValues value);

    protected abstract bool Drop(string key);

    protected abstract void DropAll();

    protected void CheckWritable()
    {
        if (IsReadOnly)
        {
            throw new InvalidOperationException(KestrelTexts.HeadersAreReadOnly);
        }
    }

    private static void CheckKey(string key)
    {
        if (string.IsNullOrEmpty(key))
        {
            throw new InvalidOperationException(KestrelTexts.EmptyFieldName);
        }
    }
}
