namespace Nanoservices.Placement.Json;

/// <summary>What a <see cref="LocatedValue"/> is.</summary>
internal enum LocatedKind
{
    Object,
    Array,
    Text,
    Number,
    Boolean,
    Null,
}
