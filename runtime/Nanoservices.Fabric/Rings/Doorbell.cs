namespace Nanoservices.Fabric.Rings;

/// <summary>
/// What a side sleeps on. Sleeper: <see cref="Arm"/> (set waiting, full fence), recheck, then <see cref="Sleep"/> or
/// <see cref="Disarm"/>. Ringer: publish, then <see cref="Ring"/> (full fence, read and clear waiting, wake). No ring is lost:
/// either the sleeper's recheck sees what was published, or the ringer sees waiting.
/// </summary>
internal abstract class Doorbell
{
    /// <summary>Says that this side is about to sleep. Its own thread only.</summary>
    internal abstract void Arm();

    /// <summary>Takes that back. Its own thread only.</summary>
    internal abstract void Disarm();

    /// <summary>Sleeps until rung or until the time has passed; false when nobody rang. Its own thread only, after <see cref="Arm"/>.</summary>
    internal abstract bool Sleep(int milliseconds);

    /// <summary>Wakes the sleeper if there is one. Any thread; no system call when nobody sleeps.</summary>
    internal abstract void Ring();
}
