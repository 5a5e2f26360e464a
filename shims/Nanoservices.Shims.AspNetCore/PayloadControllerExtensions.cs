using Microsoft.AspNetCore.Mvc;
using Microsoft.Net.Http.Headers;
using Nanoservices.Payloads;

namespace Nanoservices.Shims.AspNetCore;

/// <summary>The overloads of ControllerBase.File that take bytes, for a payload. Thread-safe.</summary>
public static class PayloadControllerExtensions
{
    /// <summary>As <see cref="ControllerBase.File(byte[], string)"/>.</summary>
    public static PayloadFileResult PayloadFile(this ControllerBase controller, Payload fileContents, string contentType) =>
        PayloadFile(controller, fileContents, contentType, fileDownloadName: null);

    /// <summary>As <see cref="ControllerBase.File(byte[], string, bool)"/>.</summary>
    public static PayloadFileResult PayloadFile(
        this ControllerBase controller, Payload fileContents, string contentType, bool enableRangeProcessing) =>
        PayloadFile(controller, fileContents, contentType, fileDownloadName: null, enableRangeProcessing);

    /// <summary>As <see cref="ControllerBase.File(byte[], string, string?)"/>.</summary>
    public static PayloadFileResult PayloadFile(
        this ControllerBase controller, Payload fileContents, string contentType, string? fileDownloadName) =>
        PayloadFile(controller, fileContents, contentType, fileDownloadName, enableRangeProcessing: false);

    /// <summary>As <see cref="ControllerBase.File(byte[], string, string?, bool)"/>.</summary>
    public static PayloadFileResult PayloadFile(
        this ControllerBase controller, Payload fileContents, string contentType, string? fileDownloadName, bool enableRangeProcessing)
    {
        ArgumentNullException.ThrowIfNull(controller);
        return new PayloadFileResult(fileContents, contentType)
        {
            FileDownloadName = fileDownloadName,
            EnableRangeProcessing = enableRangeProcessing,
        };
    }

    /// <summary>As <see cref="ControllerBase.File(byte[], string, DateTimeOffset?, EntityTagHeaderValue)"/>.</summary>
    public static PayloadFileResult PayloadFile(
        this ControllerBase controller, Payload fileContents, string contentType, DateTimeOffset? lastModified, EntityTagHeaderValue entityTag) =>
        PayloadFile(controller, fileContents, contentType, fileDownloadName: null, lastModified, entityTag, enableRangeProcessing: false);

    /// <summary>As <see cref="ControllerBase.File(byte[], string, DateTimeOffset?, EntityTagHeaderValue, bool)"/>.</summary>
    public static PayloadFileResult PayloadFile(
        this ControllerBase controller, Payload fileContents, string contentType, DateTimeOffset? lastModified, EntityTagHeaderValue entityTag,
        bool enableRangeProcessing) =>
        PayloadFile(controller, fileContents, contentType, fileDownloadName: null, lastModified, entityTag, enableRangeProcessing);

    /// <summary>As <see cref="ControllerBase.File(byte[], string, string?, DateTimeOffset?, EntityTagHeaderValue)"/>.</summary>
    public static PayloadFileResult PayloadFile(
        this ControllerBase controller, Payload fileContents, string contentType, string? fileDownloadName, DateTimeOffset? lastModified,
        EntityTagHeaderValue entityTag) =>
        PayloadFile(controller, fileContents, contentType, fileDownloadName, lastModified, entityTag, enableRangeProcessing: false);

    /// <summary>As <see cref="ControllerBase.File(byte[], string, string?, DateTimeOffset?, EntityTagHeaderValue, bool)"/>.</summary>
    public static PayloadFileResult PayloadFile(
        this ControllerBase controller, Payload fileContents, string contentType, string? fileDownloadName, DateTimeOffset? lastModified,
        EntityTagHeaderValue entityTag, bool enableRangeProcessing)
    {
        ArgumentNullException.ThrowIfNull(controller);
        return new PayloadFileResult(fileContents, contentType)
        {
            LastModified = lastModified,
            EntityTag = entityTag,
            FileDownloadName = fileDownloadName,
            EnableRangeProcessing = enableRangeProcessing,
        };
    }
}
