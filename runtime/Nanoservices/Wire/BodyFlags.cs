namespace Nanoservices.Wire;

/// <summary>Flags of a <see cref="MessageKind.BodyPart"/>.</summary>
[Flags]
public enum BodyFlags : ushort
{
    /// <summary>More may come.</summary>
    None = 0,

    /// <summary>The body is complete; trailers follow as field lines.</summary>
    End = 1,

    /// <summary>The body can't be read on: u8 failure, u16 status, text message follow, and no bytes.</summary>
    Failed = 2,
}
