using System.Runtime.InteropServices;

namespace Nanoservices.Fabric.SharedMemory.Interop;

/// <summary>Turns errno into words.</summary>
internal static class Failed
{
    /// <summary>The exception for a system call that failed just now and never should.</summary>
    internal static IOException Call(string call) => With(call, Marshal.GetLastPInvokeError());

    /// <summary>The exception for a system call that failed with an errno.</summary>
    internal static IOException With(string call, int errno) =>
        new($"{call} failed: {Marshal.GetPInvokeErrorMessage(errno)} (errno {errno})");
}
