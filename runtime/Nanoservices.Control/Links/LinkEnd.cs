namespace Nanoservices.Control.Links;

/// <summary>How a link to a Host ended.</summary>
public enum LinkEnd
{
    /// <summary>This side closed it.</summary>
    Closed,

    /// <summary>The Host ended it or is gone: the nanoservice must end.</summary>
    HostGone,

    /// <summary>The Host refuses this nanoservice: it must end.</summary>
    Refused,
}
