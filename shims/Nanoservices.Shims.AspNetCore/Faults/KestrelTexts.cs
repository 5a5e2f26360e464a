using System.Globalization;

namespace Nanoservices.Shims.AspNetCore.Faults;

/// <summary>What Kestrel says in its exceptions: apps and their logs see the same words, whoever serves them (law 1).</summary>
internal static class KestrelTexts
{
    public const string HeadersAreReadOnly = "Headers are read-only, response has already started.";
    public const string EmptyFieldName = "Header name cannot be a null or empty string.";
    public const string KeyAlreadyExists = "An item with the same key has already been added.";
    public const string SynchronousWrites = "Synchronous operations are disallowed. Call WriteAsync or set AllowSynchronousIO to true instead.";
    public const string SynchronousReads = "Synchronous operations are disallowed. Call ReadAsync or set AllowSynchronousIO to true instead.";
    public const string ResponseCompleted = "Cannot write to the response body, the response has completed.";
    public const string WriterCompleted = "Writing is not allowed after writer was completed.";
    public const string ReaderCompleted = "Reading is not allowed after the reader was completed.";
    public const string NoReadUnderWay = "No reading operation to complete.";
    public const string RequestAborted = "The request was aborted";
    public const string ReadCanceled = "The read was canceled";
    public const string AbortedByApplication = "The connection was aborted by the application.";
    public const string AbortedByWriteToken = "The connection or stream was aborted because a write operation was aborted with a CancellationToken.";
    public const string AbortedByShutdown =
        "The connection was aborted because the server is shutting down and request processing didn't complete within the time specified by HostOptions.ShutdownTimeout.";
    public const string UnhandledException = "The response has been aborted due to an unhandled application exception.";
    public const string PipeCompletedWithException = "The BodyPipe was completed with an exception.";
    public const string StartAndAdvanceOrder = "Invalid ordering of calling StartAsync or CompleteAsync and Advance.";
    public const string AdvancedTooFar = "Can't advance past buffer size.";
    public const string LengthOn205 = "Responses with status code 205 cannot have a non-zero Content-Length value.";
    public const string LimitAfterRead =
        "The maximum request body size cannot be modified after the app has already started reading from the request body.";
    public const string LimitAfterUpgrade = "The maximum request body size cannot be modified after the request has been upgraded.";
    public const string NegativeLimit = "Value must be null or a non-negative number.";
    public const string NotUpgradable =
        "Cannot upgrade a non-upgradable request. Check IHttpUpgradeFeature.IsUpgradableRequest to determine if a request can be upgraded.";
    public const string UpgradedTwice = "IHttpUpgradeFeature.UpgradeAsync was already called and can only be called once per connection.";
    public const string WriteAfterUpgrade = "Cannot write to response body after connection has been upgraded.";
    public const string TrailersNotAvailable =
        "The request trailers are not available yet. They may not be available until the full request body is read.";
    public const string AlreadyStarted = "Server has already started.";

    public static string ReadOnlyAfterStart(string name) => $"{name} cannot be set because the response has already started.";

    public static string InvalidContentLength(string value) => $"Invalid Content-Length: \"{value}\". Value must be a positive integral number.";

    public static string InvalidCharacter(char character) => string.Create(
        CultureInfo.InvariantCulture, $"Invalid non-ASCII or control character in header: 0x{(ushort)character:X4}");

    public static string TooManyBytes(long written, long expected) => string.Create(
        CultureInfo.InvariantCulture, $"Response Content-Length mismatch: too many bytes written ({written} of {expected}).");

    public static string TooFewBytes(long written, long expected) => string.Create(
        CultureInfo.InvariantCulture, $"Response Content-Length mismatch: too few bytes written ({written} of {expected}).");

    public static string FieldNotAllowed(string name, int status) => string.Create(
        CultureInfo.InvariantCulture, $"Setting the header {name} is not allowed on responses with status code {status}.");

    public static string BodyNotAllowed(int status) => string.Create(
        CultureInfo.InvariantCulture, $"Writing to the response body is invalid for responses with status code {status}.");

    public static string BodyTooLarge(long limit) => string.Create(
        CultureInfo.InvariantCulture, $"Request body too large. The max request body size is {limit} bytes.");

    public static string StreamResetByApplication(int code) => $"The HTTP/2 stream was reset by the application with error code 0x{code:X}.";
}
