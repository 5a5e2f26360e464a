namespace Migrate.Analyzers.Endpoints;

/// <summary>How an endpoint was declared.</summary>
public enum EndpointKind
{
    /// <summary>A minimal API: <c>app.MapGet(...)</c> and its like.</summary>
    MinimalApi,

    /// <summary>An action of an MVC controller.</summary>
    ControllerAction,
}
