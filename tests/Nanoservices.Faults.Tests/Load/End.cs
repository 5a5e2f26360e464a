namespace Nanoservices.Faults.Tests.Load;

/// <summary>How an exchange ended, as its client saw it. Each but the last is a name for what happened.</summary>
internal enum End
{
    /// <summary>A whole answer, as its framing says.</summary>
    Complete,

    /// <summary>No connection was made.</summary>
    NotConnected,

    /// <summary>The connection ended before an answer began.</summary>
    NoAnswer,

    /// <summary>The connection ended within the head or the body of an answer: visibly short.</summary>
    Cut,

    /// <summary>Nothing of the above before the deadline: a hang.</summary>
    Hung,
}
