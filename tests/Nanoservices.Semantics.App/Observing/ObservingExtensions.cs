namespace Nanoservices.Semantics.App.Observing;

/// <summary>Access to a request's observation, and the endpoint that serves it.</summary>
public static class ObservingExtensions
{
    private static readonly TimeSpan FinishGuard = TimeSpan.FromSeconds(15);

    /// <summary>The observation of this request; one that nobody reads when the client asked for none.</summary>
    public static Observation Observe(this HttpContext context) =>
        context.Items[typeof(Observation)] as Observation ?? new Observation();

    /// <summary>The id that the client gave to this request.</summary>
    public static string ObserveId(this HttpContext context) => context.Request.Headers["Observe"].ToString();

    /// <summary>Serves observations once their request has ended.</summary>
    public static void MapObservations(this WebApplication app)
    {
        app.MapGet("/reached/{id}", (string id, Observations observations) => observations.Find(id) is not null);
        app.MapGet("/observations/{id}", async (string id, Observations observations, bool wait = true) =>
        {
            if (observations.Find(id) is not { } observation)
            {
                return Results.Text("(never reached the app)");
            }

            bool finished = !wait || await Task.WhenAny(observation.Finished, Task.Delay(FinishGuard)) == observation.Finished;
            string[] lines = observation.Lines();
            return Results.Text(string.Join('\n', finished ? lines : [.. lines, "(unfinished)"]));
        });
    }
}
