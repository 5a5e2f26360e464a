using Nanoservices.Fabric.Contract;

namespace Nanoservices.Fabric.Rendezvous;

/// <summary>What a <see cref="PeerIdentity"/> must keep to, on both sides of a handshake.</summary>
internal static class IdentityRules
{
    /// <summary>Longest name and kind, in characters.</summary>
    internal const int MaxCharacters = 64;

    /// <summary>Throws when <paramref name="self"/> can't be told to a peer.</summary>
    internal static void Check(PeerIdentity self)
    {
        ArgumentNullException.ThrowIfNull(self);
        if (!IsGood(self.Name) || !IsGood(self.Kind))
        {
            throw new ArgumentException(
                $"Name '{self.Name}' and kind '{self.Kind}' must each have 1 to {MaxCharacters} printable characters.", nameof(self));
        }
    }

    /// <summary>Whether it can be a name or a kind.</summary>
    internal static bool IsGood(string text) =>
        text is { Length: > 0 and <= MaxCharacters } && !text.AsSpan().ContainsAnyInRange('\0', '\x1f');
}
