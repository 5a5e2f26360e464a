using System.Collections;
using Microsoft.AspNetCore.Http.Features;

namespace Nanoservices.Shims.AspNetCore.Features;

/// <summary>
/// An exchange's features: the server's own at fixed places, found without hashing; apps and middleware replace, remove and
/// add. Not thread-safe, as no feature collection is.
/// </summary>
/// <param name="known">The types of the places.</param>
/// <param name="features">What is at them, null for nothing; the array becomes the collection's.</param>
internal class FeatureSlots(Type[] known, object?[] features) : IFeatureCollection
{
    private List<KeyValuePair<Type, object>>? _extra;

    public bool IsReadOnly => false;

    public int Revision { get; private set; }

    public object? this[Type key]
    {
        get
        {
            ArgumentNullException.ThrowIfNull(key);
            int place = PlaceOf(key);
            if (place >= 0)
            {
                return features[place];
            }

            int extra = ExtraOf(key);
            return extra >= 0 ? _extra![extra].Value : null;
        }

        set
        {
            ArgumentNullException.ThrowIfNull(key);
            Revision++;
            int place = PlaceOf(key);
            if (place >= 0)
            {
                features[place] = value;
                return;
            }

            int extra = ExtraOf(key);
            if (extra >= 0)
            {
                _extra!.RemoveAt(extra);
            }

            if (value is not null)
            {
                (_extra ??= []).Add(new(key, value));
            }
        }
    }

    public TFeature? Get<TFeature>() => (TFeature?)this[typeof(TFeature)];

    public void Set<TFeature>(TFeature? instance) => this[typeof(TFeature)] = instance;

    public IEnumerator<KeyValuePair<Type, object>> GetEnumerator()
    {
        for (int place = 0; place < known.Length; place++)
        {
            if (features[place] is { } feature)
            {
                yield return new(known[place], feature);
            }
        }

        foreach (KeyValuePair<Type, object> extra in _extra ?? [])
        {
            yield return extra;
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private int PlaceOf(Type key)
    {
        for (int place = 0; place < known.Length; place++)
        {
            if (ReferenceEquals(known[place], key))
            {
                return place;
            }
        }

        return -1;
    }

    private int ExtraOf(Type key) => _extra?.FindIndex(pair => pair.Key == key) ?? -1;
}
