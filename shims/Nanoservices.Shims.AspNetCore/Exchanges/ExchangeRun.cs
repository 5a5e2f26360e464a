using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http;
using Nanoservices.Payloads;
using Nanoservices.Shims.AspNetCore.Faults;

namespace Nanoservices.Shims.AspNetCore.Exchanges;

/// <summary>One request's way through the app, in the order in which Kestrel does it.</summary>
internal sealed class ExchangeRun<TContext>(
    IHttpApplication<TContext> application, Exchange exchange)
    : IThreadPoolWorkItem
    where TContext : notnull
{
    // Nobody waits for it: what it ends with, the exchange has been told.
    public void Execute() => _ = RunAsync();

    private async Task RunAsync()
    {
        using IDisposable? connection = exchange.Lifetime.Log.BeginConnection(exchange.Head.Connection.Id);
        PayloadScope.Current = exchange.Scope;
        TContext? context = default;
        try
        {
            context = application.CreateContext(exchange.CreateFeatures());
            await RunApplicationAsync(context);
            await EndResponseAsync();
            await exchange.Response.Callbacks.FireCompletedAsync();
            application.DisposeContext(context, exchange.Lifetime.ApplicationException);
            if (exchange.Response.IsRejected && !exchange.Lifetime.IsAborted)
            {
                await exchange.Response.EndAsync();
            }
        }
        catch (GivenUpException)
        {
            // Kestrel, in the TCP nanoservice, closes the connection; the host hears no more of the request.
        }
        catch (Exception e)
        {
            // The host itself has failed, not the app: Kestrel closes the connection.
            exchange.Lifetime.Log.ProcessingEnded(e);
            exchange.Lifetime.AbortByFault();
        }
        finally
        {
            exchange.EndApplication();
        }
    }

    private async Task RunApplicationAsync(TContext context)
    {
        try
        {
            await application.ProcessRequestAsync(context);
            if (!exchange.Response.HasStarted && exchange.Lifetime.ApplicationException is null)
            {
                await exchange.Response.Callbacks.FireStartingAsync();
            }

            if (!exchange.Lifetime.IsAborted && !exchange.Response.VerifyLength(out Exception? mismatch))
            {
                exchange.Lifetime.ReportApplicationError(mismatch);
            }
        }
        catch (BadHttpRequestException e)
        {
            exchange.Response.Reject(e);
            if (!exchange.Lifetime.IsAborted)
            {
                exchange.Lifetime.ReportApplicationError(e);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or IOException && exchange.Lifetime.IsAborted)
        {
            exchange.Lifetime.Log.RequestAborted(exchange.Lifetime.ConnectionId, exchange.Lifetime.TraceIdentifier);
        }
        catch (Exception e)
        {
            exchange.Lifetime.ReportApplicationError(e);
        }
    }

    private async Task EndResponseAsync()
    {
        try
        {
            await exchange.StopBodiesAsync();
        }
        catch (Exception e)
        {
            // The writer was completed before as many bytes were written as Content-Length says.
            exchange.Lifetime.ReportApplicationError(e);
        }

        if (exchange.Response.IsRejected)
        {
            return;
        }

        if (exchange.Lifetime.IsAborted)
        {
            exchange.Response.SetClientClosed();
            return;
        }

        exchange.CountLooks();
        await exchange.Response.EndAsync();
    }
}
