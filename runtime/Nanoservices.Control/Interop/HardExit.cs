namespace Nanoservices.Control.Interop;

/// <summary>Ends this process whatever its threads do: no finalizer, no ProcessExit handler, no flush.</summary>
public static class HardExit
{
    /// <summary>Ends it, and its process group when it leads one: what it has started ends with it.</summary>
    /// <param name="code">Exit code, when it leads no group; otherwise it dies of SIGKILL.</param>
    public static void Now(int code)
    {
        if (Libc.getpgrp() == Libc.getpid())
        {
            _ = Libc.kill(0, Libc.SIGKILL);
        }

        Libc._exit(code);
    }
}
