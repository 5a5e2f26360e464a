namespace Nanoservices.Fabric.Calls;

/// <summary>Where the code that awaits a call goes on.</summary>
public enum CallCompletion
{
    /// <summary>On the thread pool: it may block. No allocation.</summary>
    Pool = 0,

    /// <summary>Within Complete, on the fabric's thread: faster, but it must not block, as no other message arrives meanwhile.</summary>
    Inline = 1,
}
