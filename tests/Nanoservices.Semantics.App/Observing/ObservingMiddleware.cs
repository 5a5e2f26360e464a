namespace Nanoservices.Semantics.App.Observing;

/// <summary>Outermost: observes a request that asks for it with an <c>Observe</c> field.</summary>
public sealed class ObservingMiddleware(RequestDelegate next, Observations observations)
{
    public async Task InvokeAsync(HttpContext context)
    {
        string? id = context.Request.Headers["Observe"];
        if (id is null)
        {
            await next(context);
            return;
        }

        Observation observation = observations.Begin(id, context.TraceIdentifier);
        context.Items[typeof(Observation)] = observation;

        // Registered first, so it runs last.
        context.Response.OnCompleted(() =>
        {
            observation.Finish();
            return Task.CompletedTask;
        });

        try
        {
            await next(context);
            observation.Note("pipeline: returned");
        }
        catch (Exception error)
        {
            observation.Note($"pipeline: {Observation.Describe(error)}");
            throw;
        }
    }
}
