namespace Nanoservices.Shims.AspNetCore.Responses;

/// <summary>How far a response is.</summary>
internal enum ResponseStage
{
    /// <summary>Its head can still be changed.</summary>
    Open,

    /// <summary>Its head is decided.</summary>
    Started,

    /// <summary>It is complete.</summary>
    Completed,
}
