using System.Net.Sockets;
using Grpc.Core;
using Nanoservices.Compare.Ledgers;
using Nanoservices.Compare.Mixes;
using Nanoservices.Compare.Reports;
using Nanoservices.Compare.Running;
using Spectre.Console;

namespace Nanoservices.Compare.Commands;

/// <summary>One run of the command, in order: read, compare, read again, report.</summary>
internal static class CompareRun
{
    private const int AllEqual = 0;
    private const int Different = 1;
    private const int CouldNotRun = 2;

    /// <summary>Runs it. The exit code: 0 all equal, 1 some different or not delegated as asked, 2 it could not be run.</summary>
    public static async Task<int> RunAsync(CompareOptions options, CancellationToken cancellation)
    {
        try
        {
            RunReport report = await CompareAsync(options, cancellation);
            TextReport.Write(report, AnsiConsole.Console);
            if (options.Json is not null)
            {
                await JsonReport.WriteAsync(report, options.Json, cancellation);
            }

            bool asWanted = report.Comparison.Differences.Count == 0 && (!options.Delegated || report.IsDelegated);
            return asWanted ? AllEqual : Different;
        }
        catch (SocketException error)
        {
            return Fail($"A side can't be reached: {error.Message} (original {options.Original}, converted {options.Converted})");
        }
        catch (RpcException error)
        {
            return Fail($"The Host at {options.ControlSocket} does not answer: {error.Status.Detail}");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            return Fail(error.Message);
        }
        catch (OperationCanceledException)
        {
            return Fail("Ended before it was done.");
        }
    }

    private static async Task<RunReport> CompareAsync(CompareOptions options, CancellationToken cancellation)
    {
        using var processes = new ConvertedProcesses(options.ControlSocket, options.ConvertedProcess);
        var original = new Side("original", options.Original);
        var converted = new Side("converted", options.Converted);
        var before = (Original(options), await processes.ReadAsync(cancellation));
        var comparer = new Comparer(original, converted, client => new ObjectMix(options.Seed, client, options.MaxBytes));
        Comparison found = await WithProgressAsync(comparer, options, cancellation);
        var after = (Original(options), await processes.ReadAsync(cancellation));
        return RunReport.Of(found, options.Seed, original, converted, Costs.Between(before, after, found.Requests));
    }

    private static Task<Comparison> WithProgressAsync(Comparer comparer, CompareOptions options, CancellationToken cancellation) =>
        AnsiConsole.Progress().StartAsync(async context =>
        {
            ProgressTask bar = context.AddTask("comparing", maxValue: options.Requests);
            return await comparer.RunAsync(options.Requests, options.Connections, done => bar.Increment(done), cancellation);
        });

    private static IReadOnlyList<Reading> Original(CompareOptions options) =>
        options.OriginalProcess is { } process ? [Reading.Of("original", "original", process)] : [];

    private static int Fail(string problem)
    {
        Console.Error.WriteLine($"error: {problem}");
        return CouldNotRun;
    }
}
