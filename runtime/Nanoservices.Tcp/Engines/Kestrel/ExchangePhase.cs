namespace Nanoservices.Tcp.Engines.Kestrel;

/// <summary>Where an exchange is in its life.</summary>
internal enum ExchangePhase
{
    /// <summary>It has no brain: messages for it are late ones.</summary>
    Idle = 0,

    /// <summary>Its request is being sent: the brain may answer, but may not have it yet.</summary>
    Sending = 1,

    /// <summary>A brain works on it.</summary>
    Running = 2,
}
