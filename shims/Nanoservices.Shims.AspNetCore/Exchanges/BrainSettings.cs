using System.Text;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Nanoservices.Counters;
using Nanoservices.Payloads;
using Nanoservices.Shims.AspNetCore.Faults;

namespace Nanoservices.Shims.AspNetCore.Exchanges;

/// <summary>What all exchanges of a server share. Immutable; its parts are thread-safe.</summary>
/// <param name="Options">The app's server options.</param>
/// <param name="Encodings">Its ResponseHeaderEncodingSelector; null for Kestrel's default.</param>
/// <param name="Log">Kestrel's logs.</param>
/// <param name="Counters">What the brain counts.</param>
/// <param name="Date">The value of a Date field.</param>
/// <param name="Holder">The way to the cache nanoservice that scattered bodies end up in; null: there is none.</param>
internal sealed record BrainSettings(
    KestrelServerOptions Options,
    Func<string, Encoding?>? Encodings,
    KestrelLog Log,
    NanoserviceCounters Counters,
    Func<string> Date,
    Func<IPayloadHolder?> Holder);
