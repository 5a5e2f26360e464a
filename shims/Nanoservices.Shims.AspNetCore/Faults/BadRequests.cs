using System.Reflection;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Nanoservices.Outcomes;
using Nanoservices.Wire;
using PublicBadRequest = Microsoft.AspNetCore.Http.BadHttpRequestException;

namespace Nanoservices.Shims.AspNetCore.Faults;

/// <summary>Makes the exceptions that Kestrel throws where a request's body can't be read on.</summary>
internal static class BadRequests
{
    // Kestrel throws its own, obsolete subclass, which apps still catch by name; its constructor is not public. Where a
    // later version of ASP.NET Core has it no more, the public base takes its place.
    private static readonly ConstructorInfo? KestrelType = FindKestrelType();

    /// <summary>The exception for a failure that the TCP nanoservice reported.</summary>
    public static Exception Of(in BodyFailure failure) => failure.Failure switch
    {
        FailureKind.BadRequest or FailureKind.TooLarge => Create(failure.Message, failure.Status),
        FailureKind.ClientGone => new ConnectionResetException(failure.Message),
        _ => new IOException($"The request's body cannot be read on ({failure.Failure}): {failure.Message}"),
    };

    /// <summary>413, as Kestrel says it.</summary>
    public static Exception TooLarge(long limit) =>
        Create(KestrelTexts.BodyTooLarge(limit), StatusCodes.Status413PayloadTooLarge);

    /// <summary>A BadHttpRequestException of the type that Kestrel throws.</summary>
    public static Exception Create(string message, int status)
    {
        if (KestrelType is null)
        {
            return new PublicBadRequest(message, status);
        }

        object reason = Enum.ToObject(KestrelType.GetParameters()[2].ParameterType, 0);
        return (Exception)KestrelType.Invoke([message, status, reason]);
    }

    private static ConstructorInfo? FindKestrelType()
    {
        Type? type = typeof(KestrelServer).Assembly.GetType("Microsoft.AspNetCore.Server.Kestrel.Core.BadHttpRequestException");
        return type?.GetConstructors(BindingFlags.Instance | BindingFlags.NonPublic)
            .FirstOrDefault(c => c.GetParameters() is [{ } message, { } status, { ParameterType.IsEnum: true }]
                && message.ParameterType == typeof(string) && status.ParameterType == typeof(int));
    }
}
