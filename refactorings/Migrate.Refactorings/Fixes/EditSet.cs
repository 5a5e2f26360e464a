using Microsoft.CodeAnalysis.Text;

namespace Migrate.Refactorings.Fixes;

/// <summary>
/// Replacements in one source text. Text, not trees: what is not replaced (comments, layout) stays as it was, byte for
/// byte. Equal edits count once; edits that overlap otherwise make the set invalid. Not thread-safe.
/// </summary>
internal sealed class EditSet
{
    private readonly SortedDictionary<int, TextChange> _changes = [];
    private readonly HashSet<string> _namespaces = [];

    /// <summary>False once something could not be done; the whole set must then be dropped.</summary>
    public bool IsValid { get; private set; } = true;

    /// <summary>Namespaces that the new code needs to see.</summary>
    public IReadOnlyCollection<string> Namespaces => _namespaces;

    /// <summary>The replacements, in the order of the text.</summary>
    public IReadOnlyCollection<TextChange> Changes => _changes.Values;

    public void Replace(TextSpan span, string text)
    {
        TextChange change = new(span, text);
        if (_changes.TryGetValue(span.Start, out TextChange existing) ? existing != change : _changes.Values.Any(other => Overlaps(other.Span, span)))
        {
            IsValid = false;
        }
        else
        {
            _changes[span.Start] = change;
        }
    }

    public void Delete(TextSpan span) => Replace(span, string.Empty);

    public void Insert(int position, string text) => Replace(new TextSpan(position, 0), text);

    public void Need(string @namespace) => _namespaces.Add(@namespace);

    public void Fail() => IsValid = false;

    /// <summary>Takes another set's edits over; says whether all still fit.</summary>
    public bool Add(EditSet other)
    {
        IsValid &= other.IsValid;
        foreach (TextChange change in other.Changes)
        {
            Replace(change.Span, change.NewText ?? string.Empty);
        }

        _namespaces.UnionWith(other._namespaces);
        return IsValid;
    }

    private static bool Overlaps(TextSpan left, TextSpan right) => left.OverlapsWith(right);
}
