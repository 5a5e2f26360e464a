using Migrate.Cli.Diffs;
using Migrate.Cli.Texts;

namespace Migrate.Cli.Converting;

/// <summary>The copy that a conversion edits. Remembers what it touched, and what that was before.</summary>
internal sealed class WorkingCopy
{
    private readonly SortedDictionary<string, string?> before = new(StringComparer.Ordinal);
    private readonly List<string> taken = [];

    /// <summary>Makes one over a copied folder.</summary>
    /// <param name="root">Full path of the folder.</param>
    internal WorkingCopy(string root) => Root = root;

    /// <summary>Full path of the folder.</summary>
    internal string Root { get; }

    /// <summary>Files that were taken along, in order.</summary>
    internal IReadOnlyList<string> Taken => taken;

    /// <summary>Files that differ from the source, in order of path.</summary>
    internal IReadOnlyList<FileChange> Changes =>
    [
        .. before.Select(entry => new FileChange(entry.Key, entry.Value, TextFile.Read(FullPath(entry.Key)).Text))
            .Where(change => change.Before != change.After),
    ];

    /// <summary>Full path of a file.</summary>
    /// <param name="path">Path relative to the root.</param>
    internal string FullPath(string path) => Path.GetFullPath(Path.Combine(Root, path));

    /// <summary>Whether a file is there.</summary>
    /// <param name="path">Path relative to the root.</param>
    internal bool Has(string path) => File.Exists(FullPath(path));

    /// <summary>Takes a file along from above the source, into the root. Differs from the source only once it is edited.</summary>
    /// <param name="file">Full path.</param>
    internal void TakeAlong(string file)
    {
        File.Copy(file, FullPath(Path.GetFileName(file)));
        taken.Add(Path.GetFileName(file));
    }

    /// <summary>Adds a file.</summary>
    /// <param name="path">Path relative to the root.</param>
    /// <param name="bytes">Its bytes, which are a text.</param>
    internal void Add(string path, byte[] bytes)
    {
        before.TryAdd(path, null);
        File.WriteAllBytes(FullPath(path), bytes);
    }

    /// <summary>Edits a file; its encoding, byte order mark and newlines stay. Untouched when the edit changes nothing.</summary>
    /// <param name="path">Path relative to the root.</param>
    /// <param name="edit">From text to text.</param>
    /// <returns>Whether it changed.</returns>
    internal bool Edit(string path, Func<string, string> edit)
    {
        TextFile old = TextFile.Read(FullPath(path));
        TextFile edited = old.With(edit(old.Text));
        if (edited.Text == old.Text)
        {
            return false;
        }

        before.TryAdd(path, old.Text);
        File.WriteAllBytes(FullPath(path), edited.Encode());
        return true;
    }
}
