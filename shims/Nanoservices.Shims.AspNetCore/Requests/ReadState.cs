namespace Nanoservices.Shims.AspNetCore.Requests;

/// <summary>Whether the app may read the body.</summary>
internal enum ReadState
{
    /// <summary>It may.</summary>
    Open,

    /// <summary>The exchange was aborted: reads throw why.</summary>
    Aborted,

    /// <summary>The app has ended: reads throw that the stream is closed.</summary>
    Closed,
}
