using Nanoservices.Control.Interop;
using Nanoservices.Host.Interop;

namespace Nanoservices.Host.Processes;

/// <summary>A process that this Host has started, with all that it starts: they end together. Thread-safe.</summary>
internal sealed class ChildProcess
{
    // How long a pipe may stay open after the process's end: somebody else may hold it, on purpose.
    private static readonly TimeSpan OutputDeadline = TimeSpan.FromSeconds(2);

    private readonly Lock _gate = new();
    private readonly PidFd _descriptor;
    private readonly TaskCompletionSource<ExitStatus> _exited = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly LineReader _output;
    private readonly LineReader _errors;
    private bool _reaped;

    private ChildProcess(int id, PidFd descriptor, LineReader output, LineReader errors)
    {
        Id = id;
        _descriptor = descriptor;
        _output = output;
        _errors = errors;
        new Thread(WaitForExit) { IsBackground = true, Name = $"wait {id}" }.Start();
    }

    /// <summary>Its process id.</summary>
    public int Id { get; }

    /// <summary>Completes when it has ended and been reaped, and its process group was killed.</summary>
    public Task<ExitStatus> Exited => _exited.Task;

    /// <summary>Starts a process.</summary>
    /// <exception cref="System.ComponentModel.Win32Exception">It can't be run.</exception>
    public static ChildProcess Start(StartInfo info, LineSink output, LineSink errors)
    {
        using PipePair outputPipe = new();
        using PipePair errorPipe = new();
        string[] environment = [.. info.Environment.Select(variable => $"{variable.Key}={variable.Value}")];
        int id = ProcessSpawn.Start(info.Command, environment, info.Directory, outputPipe.Writer, errorPipe.Writer);

        // Our child can't be reaped by anyone else, so its descriptor always opens.
        PidFd descriptor = PidFd.TryOpen(id)!;
        return new ChildProcess(
            id,
            descriptor,
            new LineReader(outputPipe.TakeReader(), output, $"stdout {id}"),
            new LineReader(errorPipe.TakeReader(), errors, $"stderr {id}"));
    }

    /// <summary>Asks it to end.</summary>
    public void Terminate() => WhileAlive(ProcessTable.Terminate);

    /// <summary>Kills it and its process group.</summary>
    public void Kill() => WhileAlive(ProcessTable.KillGroup);

    /// <summary>Completes when all that it wrote was given on; after its end, within two seconds.</summary>
    public async Task DrainOutputAsync()
    {
        Task output = Task.WhenAll(_output.Done, _errors.Done);
        await Task.WhenAny(output, Task.Delay(OutputDeadline));
        if (output.IsCompleted)
        {
            await output;
        }
    }

    private void WhileAlive(Action<int> signal)
    {
        lock (_gate)
        {
            if (!_reaped)
            {
                signal(Id);
            }
        }
    }

    private void WaitForExit()
    {
        _descriptor.WaitForExit(interrupt: null, time: null);
        _descriptor.Dispose();
        int? status;
        lock (_gate)
        {
            // Still a zombie: its id is still its own, and its group's.
            ProcessTable.KillGroup(Id);
            DiagnosticPorts.Remove(Id);
            status = ProcessTable.Reap(Id);
            _reaped = true;
        }

        _exited.SetResult(ExitStatus.FromWaitStatus(status ?? 0));
    }
}
