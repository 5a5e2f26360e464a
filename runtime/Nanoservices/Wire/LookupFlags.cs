namespace Nanoservices.Wire;

/// <summary>Flags of a <see cref="MessageKind.Lookup"/>.</summary>
[Flags]
public enum LookupFlags : ushort
{
    /// <summary>An access: renews the sliding expiration; the reply's handle comes with a lease.</summary>
    None = 0,

    /// <summary>A look at the directory only: renews nothing; no lease, so the handle says which version it is, not that it will stay.</summary>
    Peek = 1,
}
