namespace Nanoservices.Control.Links;

/// <summary>What both sides of the control protocol must agree on.</summary>
public static class ControlProtocol
{
    /// <summary>Its version, the same on both sides: a Host refuses any other.</summary>
    public const uint Version = 1;
}
