using Microsoft.AspNetCore.Http.Features;
using Nanoservices.Semantics.App.Observing;

namespace Nanoservices.Semantics.App.Endpoints;

/// <summary>What the app sees of a request's head and of its connection.</summary>
public static class RequestEndpoints
{
    public static void MapRequests(this WebApplication app)
    {
        app.Map("/requests/echo/{**rest}", Echo);
        app.Map("/requests/bound/{id:int}", (int id, string? q, [Microsoft.AspNetCore.Mvc.FromHeader(Name = "X-H")] string? h) => $"{id} {q} {h}");
        app.MapGet("/requests/connection", (HttpContext context) => string.Join('\n',
            $"local {context.Connection.LocalIpAddress} port {context.Connection.LocalPort > 0}",
            $"remote {context.Connection.RemoteIpAddress} port {context.Connection.RemotePort > 0}",
            $"certificate {context.Connection.ClientCertificate is not null}",
            $"id {context.Connection.Id.Length} trace {context.TraceIdentifier.StartsWith(context.Connection.Id + ":", StringComparison.Ordinal)}",
            $"web socket {context.WebSockets.IsWebSocketRequest}"));
        app.MapGet("/requests/trace", (HttpContext context) => context.TraceIdentifier[^8..]);
        app.MapGet("/requests/features", (HttpContext context) =>
            context.Features.Select(feature => feature.Key.FullName!)
                .Where(name => name.StartsWith("Microsoft.AspNetCore.Http", StringComparison.Ordinal))
                .Order(StringComparer.Ordinal));
        app.MapFallback("/requests/{**rest}", (HttpContext context) => Results.NotFound(context.Request.Path.Value));
    }

    private static string Echo(HttpContext context)
    {
        HttpRequest request = context.Request;
        var fields = request.Headers.Where(field => field.Key is not ("Self" or "Observe"));
        return string.Join('\n',
        [
            $"{request.Method} {request.Scheme} {request.Protocol} {request.Host}",
            $"path base '{request.PathBase}' path '{request.Path}' query '{request.QueryString}'",
            $"raw '{context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget}'",
            $"rest '{context.GetRouteValue("rest")}'",
            $"length {request.ContentLength} type {request.ContentType} body {context.Features.Get<IHttpRequestBodyDetectionFeature>()?.CanHaveBody}",
            $"cookies {string.Join(';', request.Cookies.Select(cookie => $"{cookie.Key}={cookie.Value}"))}",
            .. fields.Select(field => $"{field.Key}: {field.Value.Count}: {field.Value}"),
        ]);
    }
}
