namespace Migrate.Analyzers.Catalog;

/// <summary>Metadata names of the framework's types that the catalog speaks of.</summary>
internal static class TypeNames
{
    public const string DistributedCache = "Microsoft.Extensions.Caching.Distributed.IDistributedCache";
    public const string DistributedCacheExtensions = "Microsoft.Extensions.Caching.Distributed.DistributedCacheExtensions";
    public const string HttpContext = "Microsoft.AspNetCore.Http.HttpContext";
    public const string HttpRequest = "Microsoft.AspNetCore.Http.HttpRequest";
    public const string HttpResponse = "Microsoft.AspNetCore.Http.HttpResponse";
    public const string Results = "Microsoft.AspNetCore.Http.Results";
    public const string TypedResults = "Microsoft.AspNetCore.Http.TypedResults";
    public const string Result = "Microsoft.AspNetCore.Http.IResult";
    public const string ActionResult = "Microsoft.AspNetCore.Mvc.IActionResult";
    public const string ControllerBase = "Microsoft.AspNetCore.Mvc.ControllerBase";
    public const string Stream = "System.IO.Stream";
    public const string MemoryStream = "System.IO.MemoryStream";
    public const string PipeWriter = "System.IO.Pipelines.PipeWriter";
}
